"""Reading figures: folded and unfolded together, so they are exact at once."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection

from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN
from core.counters.models import Total

EVER = dt.date(2000, 1, 1)

# the filter stands in both halves: the planner does not push it through the union
_READ = """
SELECT facet, state, period, sum(entered), sum("left") FROM (
    SELECT facet, state, period, entered, "left" FROM counters_total
     WHERE area_id = ANY(%(areas)s) AND kind = %(kind)s AND grain = %(grain)s
       AND measure = %(measure)s AND period >= %(since)s AND period <= %(until)s
       AND (%(states)s::text[] IS NULL OR state = ANY(%(states)s))
    UNION ALL
    SELECT facet, state, {period}, entered, "left" FROM counters_delta
     WHERE {column} = ANY(%(areas)s) AND kind = %(kind)s AND measure = %(measure)s
       AND day >= %(first_day)s AND day <= %(last_day)s
       AND (%(states)s::text[] IS NULL OR state = ANY(%(states)s))
) AS x GROUP BY facet, state, period
"""
_PERIOD = {
    Total.Grain.DAY: "day",
    Total.Grain.MONTH: "date_trunc('month', day)::date",
    Total.Grain.EVER: "date '2000-01-01'",
}

Row = tuple[str, str, dt.date, Decimal, Decimal]


def _areas(area: Area) -> tuple[str, list[int]]:
    """The column and ids that cover this area; above the district level, its districts."""
    if area.level in SCOPE_COLUMN:
        return f"{SCOPE_COLUMN[Area.Level(area.level)]}_id", [area.pk]
    if area.district_id == area.pk:
        return "district_id", [area.pk]
    below = Area.objects.filter(path__startswith=area.path, district_id__isnull=False)
    return "district_id", list(below.order_by().values_list("district_id", flat=True).distinct())


def read(
    kind: str,
    area: Area,
    *,
    grain: str = Total.Grain.EVER,
    since: dt.date = EVER,
    until: dt.date = dt.date.max,
    measure: str = "count",
    states: Sequence[str] | None = None,
) -> list[Row]:
    """Rows (facet, state, period, entered, left) of an area and all below it; days inclusive."""
    column, ids = _areas(area)
    first = since.replace(day=1) if grain == Total.Grain.MONTH else since
    parameters: dict[str, Any] = {
        "areas": ids,
        "kind": kind,
        "grain": str(grain),
        "measure": measure,
        "since": EVER if grain == Total.Grain.EVER else first,
        "until": until,
        "first_day": first,
        "last_day": until,
        "states": list(states) if states is not None else None,
    }
    sql = _READ.format(period=_PERIOD[Total.Grain(grain)], column=column)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def stock(kind: str, area: Area, *, measure: str = "count") -> dict[str, Decimal]:
    """How much stands in each state now."""
    found: dict[str, Decimal] = {}
    for _, state, _, entered, left in read(kind, area, measure=measure):
        found[state] = found.get(state, Decimal(0)) + entered - left
    return found


def stock_by_facet(
    kind: str, area: Area, *, measure: str = "count"
) -> dict[str, dict[str, Decimal]]:
    """How much stands in each state now, by facet: {facet: {state: amount}}."""
    found: dict[str, dict[str, Decimal]] = {}
    for facet, state, _, entered, left in read(kind, area, measure=measure):
        found.setdefault(facet, {})[state] = entered - left
    return found


def entered(
    kind: str,
    area: Area,
    state: str,
    since: dt.date,
    until: dt.date,
    *,
    grain: str = Total.Grain.MONTH,
    measure: str = "count",
) -> dict[dt.date, Decimal]:
    """How much entered a state in each day or month of the span (days inclusive)."""
    found: dict[dt.date, Decimal] = {}
    for _, _, period, amount, _ in read(
        kind, area, grain=grain, since=since, until=until, measure=measure, states=[state]
    ):
        found[period] = found.get(period, Decimal(0)) + amount
    return dict(sorted(found.items()))


def _spans(since: dt.date, until: dt.date) -> list[tuple[str, dt.date, dt.date]]:
    """The span as whole months and the odd days around them, so a year is 12 rows a cell."""
    start = since if since.day == 1 else (since.replace(day=1) + dt.timedelta(32)).replace(day=1)
    end = (until + dt.timedelta(1)).replace(day=1) - dt.timedelta(1)  # last day of a whole month
    if start > end:
        return [(Total.Grain.DAY, since, until)]
    spans = [
        (Total.Grain.DAY, since, start - dt.timedelta(1)),
        (Total.Grain.MONTH, start, end),
        (Total.Grain.DAY, end + dt.timedelta(1), until),
    ]
    return [(grain, first, last) for grain, first, last in spans if first <= last]


def entered_between(
    kind: str, area: Area, since: dt.date, until: dt.date, *, measure: str = "count"
) -> dict[str, dict[str, Decimal]]:
    """How much entered each state in the span, by facet: {state: {facet: amount}}."""
    found: dict[str, dict[str, Decimal]] = {}
    for grain, first, last in _spans(since, until):
        for facet, state, _, amount, _ in read(
            kind, area, grain=grain, since=first, until=last, measure=measure
        ):
            by_facet = found.setdefault(state, {})
            by_facet[facet] = by_facet.get(facet, Decimal(0)) + amount
    return found
