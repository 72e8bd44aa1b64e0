"""Rows carry their area's chain, whoever writes them, and a scope finds exactly what is in it."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection

from core.areas import rescoping
from core.areas.models import Area
from core.areas.rescoping import rescope, scoped_models
from core.areas.scope import within
from core.areas.services import import_divisions
from core.counters.models import Delta
from tests.factories.areas import (
    chain,
    city,
    community,
    district,
    grid,
    province,
    subdistrict,
)

pytestmark = pytest.mark.django_db


def delta(area, **about):
    return Delta(area=area, kind="x", state="y", day=dt.date(2026, 1, 1), **about)


def columns(row):
    row.refresh_from_db()
    return (row.district_id, row.subdistrict_id, row.community_id, row.grid_id)


def placed(area):
    return (area.district_id, area.subdistrict_id, area.community_id, area.grid_id)


def test_every_way_of_writing_sets_the_columns():
    here, there = grid(), community("老埠社区")
    saved = delta(here)
    saved.save()
    (bulk,) = Delta.objects.bulk_create([delta(there)])
    assert columns(saved) == placed(here)
    assert columns(bulk) == placed(there)
    saved.area = there
    saved.save()
    assert columns(saved) == placed(there)
    Delta.objects.filter(pk=bulk.pk).update(area=here)
    assert columns(bulk) == placed(here)
    bulk.area = there
    Delta.objects.bulk_update([bulk], ["area"])
    assert columns(bulk) == placed(there)


@pytest.fixture
def places():
    """Two cities, one without districts, each with rows at every level."""
    places = chain()
    places["neighbour"] = community("老埠社区")
    places["other street"] = subdistrict("松岗街道")
    places["other district"] = district("望海区")
    places["plain city"] = city("9902", "平川市")
    places["plain street"] = subdistrict("石桥街道", of=places["plain city"])
    places["plain community"] = community("石桥社区", of=places["plain street"])
    places["other province"] = province("98", "山前省")
    for area in places.values():
        area.refresh_from_db()
        delta(area).save()
    return places


def test_a_scope_holds_the_area_and_all_below_it(places):
    for area in places.values():
        inside = {a.pk for a in places.values() if a.path.startswith(area.path)}
        found = set(Delta.objects.within(area).values_list("area_id", flat=True))
        assert found == inside, area


def test_several_scopes_add_up_and_none_is_nothing(places):
    both = Delta.objects.within(places["neighbour"], places["plain city"])
    assert {row.area.name for row in both} == {"老埠社区", "平川市", "石桥街道", "石桥社区"}
    assert not Delta.objects.within().exists()
    assert not Delta.objects.filter(within([])).exists()


def test_scope_of_related_rows(places):
    rows = Area.objects.filter(within([places["plain city"]]))
    assert {area.name for area in rows} == {"平川市", "石桥街道", "石桥社区"}


def test_a_city_with_districts_also_holds_what_hangs_directly_under_it(places):
    direct = subdistrict("直管街道", of=places["city"], code="9901901")
    delta(direct).save()
    found = Delta.objects.within(places["city"]).values_list("area_id", flat=True)
    assert direct.pk in found
    assert places["grid"].pk in found


def test_a_district_scope_reads_one_column(places):
    sql = str(Delta.objects.within(places["district"]).query)
    assert "JOIN" not in sql
    assert "LIKE" not in sql


def test_every_scoped_model_has_the_trigger():
    models = scoped_models()
    assert Delta in models
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_scope_columns_%'"
        )
        guarded = {name for (name,) in cursor.fetchall()}
    assert {model._meta.db_table for model in models} <= guarded


def spoil(rows, wrong):
    """Scope columns as an older tree would have left them."""
    rows.update(district=wrong, subdistrict=None, community=None)


def test_rescope_corrects_rows_of_the_areas_named(places):
    here, there = places["grid"], places["neighbour"]
    spoil(Delta.objects.filter(area__in=[here, there]), places["other district"])
    assert rescope([here.pk]) == 1
    assert columns(Delta.objects.get(area=here)) == placed(here)
    assert rescope() == 1
    assert rescope() == 0


def test_rescope_reaches_append_only_rows(places):
    record = apps.get_model("workflow", "TransitionRecord")
    row = record.objects.create(
        area=places["grid"], kind="x", object_id=1, name="n", to_state="s", part="system"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE areas_area SET district_id = %s WHERE id = %s",
            [places["other district"].pk, places["grid"].pk],
        )
    rescope([places["grid"].pk])
    row.refresh_from_db()
    assert row.district_id == places["other district"].pk
    with pytest.raises(Exception, match="append_only"):
        record.objects.filter(pk=row.pk).update(note="forged")


def test_subscribers_hear_which_areas_moved(places, monkeypatch, tmp_path):
    moved = []
    monkeypatch.setattr(rescoping, "_hooks", [])
    rescoping.on_rescope(moved.append)
    street, target = places["subdistrict"], places["other district"]
    file = tmp_path / "move.csv"
    file.write_text(
        f"code,name,level,parent_code\n{street.code},{street.name},subdistrict,{target.code}\n"
    )
    import_divisions(file)
    below = Area.objects.filter(path__contains=f"/{street.code}/").values_list("pk", flat=True)
    assert set(moved[0]) == set(below)
    assert Delta.objects.get(area=places["grid"]).district_id == target.pk
