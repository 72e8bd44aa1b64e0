"""Folded and unfolded deltas together always tell what was written."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.counters import queries, versions
from core.counters.models import Delta, Total
from core.counters.services import Change, counted, fold, fold_all, record
from tests.core.workflow.conftest import community, district, neighbour, street  # noqa: F401

DAYS = [dt.date(2026, 1, 31), dt.date(2026, 2, 1), dt.date(2026, 2, 28), dt.date(2026, 3, 15)]
write = st.tuples(
    st.sampled_from(["community", "neighbour"]),
    st.sampled_from(DAYS),
    st.sampled_from(["goods", "service"]),
    st.sampled_from(["open", "done"]),
    st.integers(0, 500),
    st.booleans(),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.one_of(write, st.just("fold"), st.just("fold one")), max_size=25))
def test_reading_is_exact_whatever_is_folded(steps, district, street, community, neighbour):  # noqa: F811
    Delta.objects.all().delete()
    Total.objects.all().delete()
    places = {"community": community, "neighbour": neighbour}
    stock: dict = defaultdict(Decimal)
    entered: dict = defaultdict(Decimal)
    by_day: dict = defaultdict(Decimal)
    for step in steps:
        if isinstance(step, str):
            fold_all() if step == "fold" else fold(1)
            continue
        place, day, facet, state, yuan, leaves = step
        what = counted(facet, {"yuan": Decimal(yuan)})
        change = Change(state, what, left=1) if leaves else Change(state, what, entered=1)
        record("test", places[place].pk, day, [change])
        for area in (place, "street", "district"):
            stock[area, state] += -1 if leaves else 1
            stock[area, state, "yuan"] += -yuan if leaves else yuan
            if not leaves:
                entered[area, state, day.replace(day=1)] += 1
                entered[area, state, facet] += 1
                by_day[area, state, day] += 1
    everywhere = {**places, "street": street, "district": district}
    for name, area in everywhere.items():
        counts, yuan = queries.stock("test", area), queries.stock("test", area, measure="yuan")
        spans = queries.entered_between("test", area, DAYS[0], DAYS[-1])
        for state in ("open", "done"):
            assert counts.get(state, 0) == stock[name, state]
            assert yuan.get(state, 0) == stock[name, state, "yuan"]
            for month, n in queries.entered("test", area, state, DAYS[0], DAYS[-1]).items():
                assert n == entered[name, state, month]
            for day in DAYS:
                one = queries.entered("test", area, state, day, day)
                assert sum(one.values()) == by_day[name, state, day]
            for facet in ("goods", "service"):
                assert spans.get(state, {}).get(facet, 0) == entered[name, state, facet]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (dt.date(2026, 1, 31), dt.date(2026, 1, 31), 1),
        (dt.date(2026, 2, 1), dt.date(2026, 2, 28), 2),
        (dt.date(2026, 1, 15), dt.date(2026, 3, 14), 3),
        (dt.date(2026, 2, 2), dt.date(2026, 2, 27), 0),
        (dt.date(2025, 1, 1), dt.date(2026, 12, 31), 4),
    ],
)
def test_entered_between_counts_whole_months_and_odd_days_once(community, since, until, expected):  # noqa: F811
    for day in DAYS:
        record("test", community.pk, day, [Change("open", counted("", {}), entered=1)])
    fold_all()
    spans = queries.entered_between("test", community, since, until)
    assert sum(spans.get("open", {}).values()) == expected


def test_a_month_is_one_row_with_its_days(community):  # noqa: F811
    """The table grows with months, not with days; a second fold adds to the same row."""
    for day in (1, 28, 1):
        when = dt.date(2026, 2, day)
        record("test", community.pk, when, [Change("open", counted("", {}), entered=1)])
        fold_all()
    month = Total.objects.get(area=community, grain=Total.Grain.MONTH)
    assert (month.period, month.entered) == (dt.date(2026, 2, 1), 3)
    assert {n: d for n, d in enumerate(month.days, 1) if d} == {1: 2, 28: 1}
    assert len(month.days) == 31


def test_folding_leaves_nothing_behind(community):  # noqa: F811
    record("test", community.pk, DAYS[0], [Change("open", counted("", {}), entered=1)] * 3)
    assert fold_all() == 3
    assert not Delta.objects.exists()
    ever = Total.objects.get(area=community, grain=Total.Grain.EVER, state="open")
    assert ever.entered == 3


def test_a_version_changes_with_each_bump(db):
    before = versions.current("wall")
    versions.bump("wall")
    versions.bump("other")
    assert versions.current("wall") == before + 1
