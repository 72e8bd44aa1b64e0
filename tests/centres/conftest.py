import pytest

from core.areas.models import Area


@pytest.fixture
def areas(db):
    """district › subdistrict › two communities of the invented 云澜区, by code."""
    rows = {}

    def add(code, name, level, parent=None):
        above = rows.get(parent)
        area = Area.objects.create(
            code=code,
            name=name,
            level=level,
            parent=above,
            path=f"{above.path if above else '/'}{code}/",
        )
        for column in ("district", "subdistrict", "community"):
            if above:
                setattr(area, column, getattr(above, column))
            if level == column:
                setattr(area, column, area)
        area.save()
        rows[code] = area

    add("990101", "云澜区", "district")
    add("990101001", "榕江街道", "subdistrict", "990101")
    add("990101001001", "榕树头社区", "community", "990101001")
    add("990101001002", "老埠社区", "community", "990101001")
    return rows


@pytest.fixture
def community_area(areas):
    return areas["990101001001"]


@pytest.fixture
def neighbour_area(areas):
    return areas["990101001002"]
