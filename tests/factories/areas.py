"""Places for tests: ask for the one needed, its chain up to the province comes along.

clerk_area = community("榕树头社区")            # in district 990101, subdistrict 990101001
other = community("老埠社区", of=clerk_area.parent)
here = grid(of=clerk_area)
"""

from itertools import count

from core.areas.models import Area, Building, Estate
from core.areas.services import add_area, add_building, add_estate, add_grid
from core.search.pinyin import initials

DISTRICT_CODE = "990101"


def province(code: str = "99", name: str = "云海省") -> Area:
    return _area(code, name, Area.Level.PROVINCE, None)


def city(code: str = "9901", name: str = "云海市", *, of: Area | None = None) -> Area:
    return _area(code, name, Area.Level.CITY, of or province())


def district(name: str = "云澜区", *, code: str = "", of: Area | None = None) -> Area:
    """The demo district, or another one of the same city when it has another name."""
    return _child(of or _city_of_districts(), Area.Level.DISTRICT, name, code, digits=2)


def _city_of_districts() -> Area:
    """The city as its first district leaves it: until then it stands for one itself, and to
    take that back every table is gone through, for nearly every test."""
    if found := Area.objects.select_related("parent").filter(code="9901").first():
        return found
    above, name = province(), "云海市"
    return Area.objects.create(
        code="9901",
        name=name,
        level=Area.Level.CITY,
        parent=above,
        path=f"{above.path}9901/",
        pinyin=initials(name),
    )


def subdistrict(name: str = "榕江街道", *, code: str = "", of: Area | None = None) -> Area:
    """A subdistrict `of` a district, or of a city that has none."""
    return _child(of or district(), Area.Level.SUBDISTRICT, name, code, digits=3)


def community(name: str = "榕树头社区", *, code: str = "", of: Area | None = None) -> Area:
    return _child(of or subdistrict(), Area.Level.COMMUNITY, name, code, digits=3)


def grid(name: str = "", *, of: Area | None = None) -> Area:
    """A new grid each time, numbered on."""
    return add_grid(of or community(), name=name or "网格")


def estate(name: str = "榕景花园", *, of: Area | None = None) -> Estate:
    of = of or community()
    return Estate.objects.filter(community=of, name=name).first() or add_estate(of, name=name)


def building(name: str = "1栋", *, of: Estate | None = None, grid: Area | None = None) -> Building:
    return add_building(of or estate(), name=name, grid=grid)


def chain() -> dict[str, Area]:
    """One area of each level, by level: province to grid."""
    area: Area | None = grid()
    found = {}
    while area is not None:
        found[str(area.level)] = area
        area = area.parent
    return found


def _area(code: str, name: str, level: str, parent: Area | None) -> Area:
    found = Area.objects.select_related("parent").filter(code=code).first()
    return found or add_area(code=code, name=name, level=level, parent=parent)


def _child(parent: Area, level: str, name: str, code: str, *, digits: int) -> Area:
    """The parent's child of this name, or a new one with the next free code."""
    there = {area.code: area for area in Area.objects.filter(parent=parent)}
    found = next((area for area in there.values() if area.name == name), None)
    if found and code in ("", found.code):
        return found
    if code:
        return _area(code, name, level, parent)
    free = (f"{parent.code}{n:0{digits}d}" for n in count(1))
    code = next(c for c in free if c not in there)
    return add_area(code=code, name=name, level=level, parent=parent)
