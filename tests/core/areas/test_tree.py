"""Asking the tree, and adding to it one by one."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.areas.models import Area, Estate
from core.areas.queries import ancestors, area_by_code, children, descendants, named
from core.areas.services import (
    add_area,
    add_building,
    add_estate,
    add_grid,
    import_divisions,
)
from tests.factories.areas import (
    chain,
    city,
    community,
    district,
    estate,
    grid,
    province,
    subdistrict,
)

pytestmark = pytest.mark.django_db


def names(areas):
    return [area.name for area in areas]


def test_an_area_is_found_by_its_code():
    assert community() == area_by_code("990101001001")
    with pytest.raises(Area.DoesNotExist):
        area_by_code("1")


def test_ancestors_come_from_the_root_in_one_query(django_assert_num_queries):
    place = grid()
    with django_assert_num_queries(1):
        assert names(ancestors(place)) == ["云海省", "云海市", "云澜区", "榕江街道", "榕树头社区"]


def test_descendants_of_one_level_or_all():
    here = community()
    community("老埠社区")
    grid(of=here)
    community("松园社区", of=subdistrict("松岗街道"))
    assert names(descendants(district(), Area.Level.COMMUNITY)) == [
        "榕树头社区",
        "老埠社区",
        "松园社区",
    ]
    assert names(descendants(subdistrict(), Area.Level.COMMUNITY)) == ["榕树头社区", "老埠社区"]
    assert names(descendants(here)) == ["网格"]
    assert names(descendants(city(), Area.Level.DISTRICT)) == ["云澜区"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("榕", ["榕树头社区"]),
        ("rst", ["榕树头社区"]),
        ("LB", ["老埠社区"]),
        ("社区", ["榕树头社区", "老埠社区"]),
        ("", ["榕树头社区", "老埠社区"]),
        ("%", []),
        ("\0榕", ["榕树头社区"]),
        ("tst", []),
        ("x" * 500, []),
    ],
)
def test_children_are_found_by_name_or_initials(search, found):
    community()
    community("老埠社区")
    assert names(children(subdistrict(), search)) == found
    assert names(children(None)) == ["云海省"]
    assert names(named(Area.objects.order_by("code").filter(level="community"), search)) == found


def test_one_by_one_is_placed_as_by_the_import(tmp_path):
    """The factory's tree, imported again, does not move."""
    chain()
    plain = city("9902", "平川市")
    community("石桥社区", of=subdistrict("石桥街道", of=plain))
    subdistrict("直管街道", of=city(), code="9901901")
    file = tmp_path / "again.csv"
    rows = [f"{a.code},{a.name},{a.level},{a.parent.code if a.parent else ''}" for a in all_areas()]
    file.write_text("\n".join(["code,name,level,parent_code", *rows]))
    done = import_divisions(file)
    assert (done.created, done.renamed, done.moved) == (0, 0, 0)


def all_areas():
    return Area.objects.select_related("parent").order_by("code")


def test_levels_stand_below_their_parents():
    with pytest.raises(ValueError, match="cannot stand below"):
        add_area(code="99010101", name="x", level=Area.Level.CITY, parent=district())
    with pytest.raises(IntegrityError), transaction.atomic():
        add_area(code="99", name="x", level=Area.Level.PROVINCE, parent=province() and None)


def test_grids_are_numbered_on():
    here = community()
    assert [add_grid(here, name=f"第{n}网格").code[-3:] for n in "一二"] == ["001", "002"]
    add_grid(here, name="专属网格", code=f"{here.code}998")
    assert add_grid(here, name="末网格").code == f"{here.code}999"
    with pytest.raises(ValidationError):
        add_grid(here, name="多余网格")
    with pytest.raises(ValueError, match="community"):
        add_grid(subdistrict(), name="x")


def test_estates_and_buildings():
    here = community()
    garden = add_estate(here, name="榕景花园", management=Estate.Management.NONE)
    assert garden.pinyin == "rjhy"
    assert str(add_building(garden, name="1栋", grid=grid(of=here), households=13)) == "榕景花园1栋"
    with pytest.raises(ValidationError):
        add_estate(here, name="榕景花园")
    with pytest.raises(ValidationError):
        add_building(garden, name="1栋")
    with pytest.raises(ValidationError) as refusal:
        add_building(garden, name="2栋", grid=grid(of=community("老埠社区")))
    assert "grid" in refusal.value.message_dict


def test_initials_follow_a_new_name():
    garden = estate()
    garden.name = "水榭阁"
    garden.save()
    assert Estate.objects.get().pinyin == "sxg"
