"""A board reads exactly what was recorded, for many areas and periods, in one query."""

import datetime as dt
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.counters.board import Board, monthly
from core.counters.metrics import Metric, counted, metrics, share
from core.counters.models import Delta, Total
from core.counters.periods import Period
from core.counters.queries import standing as standing_now
from core.counters.rebuilding import rebuild
from core.counters.services import Change, fold, record
from core.counters.services import counted as adds
from core.counters.units import Unit
from core.counters.versions import current_all

FIRST = dt.date(2025, 11, 20)
KINDS = {"goods": "Goods", "service": "Service"}


def flow(name: str, state: str, measure: str = "count", **more) -> Metric:
    return counted(
        f"test.{name}",
        label=name,
        definition="d",
        unit=Unit.PIECE,
        kind="test",
        states=(state,),
        measure=measure,
        facets=KINDS,
        **more,
    )


done = flow("done", "done")
yuan = flow("yuan", "done", "yuan")
standing = flow("standing", "open", stock=True)
median = flow("median", "done", "day_", spread=True)
part = Metric("test.part", "p", "d", Unit.PERCENT, parts=(yuan, done), combine=share)
METRICS = [done, yuan, standing, median, part]


def write(area, day, state="done", facet="goods", *, left=False, **measures):
    what = adds(facet, {name: Decimal(n) for name, n in measures.items()})
    record("test", area.pk, day, [Change(state, what, left=1) if left else Change(state, what, 1)])


days = st.integers(0, 200).map(lambda n: FIRST + dt.timedelta(days=n))
writes = st.tuples(st.sampled_from(["community", "neighbour_community"]), days, st.integers(0, 9))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    written=st.lists(writes, max_size=25),
    folded=st.integers(0, 60),
    spans=st.lists(st.tuples(days, st.integers(0, 150)), min_size=1, max_size=3),
)
def test_board_equals_recount_whatever_is_folded(cast, written, folded, spans):
    Delta.objects.all().delete()
    Total.objects.all().delete()
    for place, day, amount in written:
        write(getattr(cast, place), day, yuan=amount, **{f"day_{amount}": 1})
    fold(folded) if folded else None
    periods = [Period(a, a + dt.timedelta(days=n)) for a, n in spans]
    areas = [cast.district, cast.subdistrict, cast.community, cast.neighbour_community]
    board = Board(METRICS, areas, periods)
    for area, period in product(areas, periods):
        inside = [
            amount
            for place, day, amount in written
            if area.pk in (getattr(cast, place).pk, cast.subdistrict.pk, cast.district.pk)
            and period.since <= day <= period.until
        ]
        assert board.value(done, area, period) == len(inside)
        assert board.value(yuan, area, period) == sum(inside)
        middle = sorted(inside)
        half = len(inside) // 2
        expected = None if not inside else Decimal(middle[half] + middle[-half - 1]) / 2
        assert board.value(median, area, period) == expected
        assert board.by_facet(done, area, period) == {"goods": len(inside), "service": 0}


def test_stock_counts_what_stands_whatever_the_period(cast):
    write(cast.community, FIRST, "open")
    write(cast.community, FIRST, "open")
    fold()
    write(cast.community, FIRST + dt.timedelta(days=9), "open", left=True)
    past = Period(dt.date(2020, 1, 1), dt.date(2020, 1, 31))
    board = Board([standing], [cast.district], [past])
    assert board.value(standing, cast.district, past) == 1
    assert board.by_state("test", cast.district) == {"open": 1}


def test_one_query_for_any_number_of_areas_and_periods(cast, django_assert_num_queries):
    period = Period(FIRST, FIRST)
    with django_assert_num_queries(1):
        Board(METRICS, [cast.community], [period]).value(done, cast.community, period)
    many = [cast.district, cast.subdistrict, cast.community, cast.neighbour_community]
    with django_assert_num_queries(1):
        board = Board(METRICS, many, [period, period.previous()])
        for area in many:
            board.value(part, area, period)


def test_metric_that_asks_the_rows_is_asked_once_for_all_areas(cast):
    asked = []

    def values(areas, since, until):
        asked.append((since, until))
        return {a.pk: Decimal(7) for a in areas}

    now = Metric("test.asked", "a", "d", Unit.PIECE, values=values, now=True)
    period = Period(FIRST, FIRST)
    board = Board([now], [cast.district, cast.community], [period, period.previous()])
    for area, span in product([cast.district, cast.community], board.periods):
        assert board.value(now, area, span) == 7
    assert len(asked) == 1


def test_share_of_nothing_is_not_a_figure(cast):
    period = Period(FIRST, FIRST)
    assert Board([part], [cast.community], [period]).value(part, cast.community, period) is None


def test_monthly_series_holds_folded_and_new(cast):
    write(cast.community, dt.date(2026, 1, 31))
    fold()
    write(cast.community, dt.date(2026, 2, 1))
    write(cast.community, dt.date(2026, 2, 28))
    series = monthly([done], cast.district, Period(dt.date(2026, 1, 1), dt.date(2026, 2, 28)))
    assert series == {"test.done": {dt.date(2026, 1, 1): 1, dt.date(2026, 2, 1): 2}}


def test_monthly_series_refuses_parts_of_months(cast):
    with pytest.raises(ValueError, match="whole months"):
        monthly([done], cast.district, Period(FIRST, FIRST))


@pytest.mark.django_db
def test_where_the_counters_stand_changes_with_whatever_moves_a_figure(cast):
    """Never the same twice, though as many deltas wait: folding and recording are told apart."""
    seen = [standing_now()]
    for step in (
        lambda: write(cast.community, FIRST),
        lambda: write(cast.community, FIRST),
        fold,
        lambda: write(cast.community, FIRST),
        lambda: rebuild([]),
    ):
        step()
        assert standing_now() == standing_now()
        seen.append(standing_now())
    assert len(set(seen)) == len(seen)


@pytest.mark.django_db
def test_the_state_of_a_board_tells_what_its_values_rest_on(cast, django_assert_num_queries):
    asked = {"n": 1}
    late = Metric(
        "test.late", "l", "d", Unit.PIECE, values=lambda areas, *_: {areas[0].pk: asked["n"]}
    )

    def board():
        return Board([done, late], [cast.community], [Period(FIRST, FIRST)])

    before = board().state()
    with django_assert_num_queries(1):  # of the counters only where they stand
        assert board().state() == before
    asked["n"] = 2
    moved = board().state()
    write(cast.community, FIRST)
    assert len({str(before), str(moved), str(board().state())}) == 3


@pytest.mark.django_db
def test_figures_recorded_anew_forget_what_is_kept_of_the_rows():
    names = sorted({metric.version for metric in metrics()} - {""})
    before = current_all(names)
    rebuild([])
    assert names
    assert all(now > then for now, then in zip(current_all(names), before, strict=True))
