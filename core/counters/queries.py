"""Reading figures: folded and unfolded together, so they are exact at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection

from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN
from core.counters.models import Total
from core.counters.versions import TOTALS

EVER = dt.date(2000, 1, 1)

# How much of a total `t` entered in the days asked for; of "ever", all of it. A month shorter
# than 31 days may be summed from its days though it lies within: the sum is the same.
IN_SPAN = """
CASE WHEN t.grain = 'ever' OR t.period >= {since} AND t.period + 30 <= {until} THEN t.entered
     ELSE (SELECT coalesce(sum(d), 0)
             FROM unnest(t.days[{since} - t.period + 1 : {until} - t.period + 1]) AS d) END
"""
# the filter stands in both halves: the planner does not push it through the union
_READ = """
SELECT facet, state, period, sum(entered), sum("left") FROM (
    SELECT facet, state, period, {amount} AS entered, "left" FROM counters_total t
     WHERE area_id = ANY(%(areas)s) AND kind = %(kind)s AND grain = %(grain)s
       AND measure = %(measure)s AND period >= %(first)s AND period <= %(until)s
       AND (%(states)s::text[] IS NULL OR state = ANY(%(states)s))
    UNION ALL
    SELECT facet, state, {period}, entered, "left" FROM counters_delta
     WHERE {column} = ANY(%(areas)s) AND kind = %(kind)s AND measure = %(measure)s
       AND day >= %(since)s AND day <= %(until)s
       AND (%(states)s::text[] IS NULL OR state = ANY(%(states)s))
) AS x GROUP BY facet, state, period
"""
_PERIOD = {
    Total.Grain.MONTH: "date_trunc('month', day)::date",
    Total.Grain.EVER: "date '2000-01-01'",
}

# Between two folds deltas are only added: as many of them are the same ones.
_STANDING = """
SELECT (SELECT coalesce(sum(n), 0) FROM counters_version WHERE name = %s),
       (SELECT count(*) FROM counters_delta)
"""

Row = tuple[str, str, dt.date, Decimal, Decimal]


def standing() -> tuple[int, int]:
    """Where the counters stand: while this is the same, so is every figure read from them."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [TOTALS])
        folds, waiting = cursor.fetchone()
    return int(folds), int(waiting)


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
    since: dt.date = dt.date.min,
    until: dt.date = dt.date.max,
    measure: str = "count",
    states: Sequence[str] | None = None,
) -> list[Row]:
    """Rows (facet, state, period, entered, left) of an area and all below it; days inclusive.

    By month, only what entered between the two days is told; for ever, give no days.
    """
    column, ids = _areas(area)
    parameters: dict[str, Any] = {
        "areas": ids,
        "kind": kind,
        "grain": str(grain),
        "measure": measure,
        "since": since,
        "until": until,
        "first": since.replace(day=1),
        "states": list(states) if states is not None else None,
    }
    amount = IN_SPAN.format(since="%(since)s::date", until="%(until)s::date")
    sql = _READ.format(amount=amount, period=_PERIOD[Total.Grain(grain)], column=column)
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


def stock_in(kind: str, areas: Iterable[Area], *, facet: str = "") -> dict[str, Decimal]:
    """How much stands in each state now in all these areas; one query an area.

    The areas must not lie inside one another. Of one facet, or of all with "".
    """
    found: dict[str, Decimal] = {}
    for area in areas:
        for of, states in stock_by_facet(kind, area).items():
            for state, number in states.items() if facet in ("", of) else ():
                found[state] = found.get(state, Decimal(0)) + number
    return found


def entered(
    kind: str,
    area: Area,
    state: str,
    since: dt.date,
    until: dt.date,
    *,
    measure: str = "count",
) -> dict[dt.date, Decimal]:
    """{first of month: how much entered a state} between two days, both included."""
    found: dict[dt.date, Decimal] = {}
    grain = Total.Grain.MONTH
    for _, _, month, amount, _ in read(
        kind, area, grain=grain, since=since, until=until, measure=measure, states=[state]
    ):
        found[month] = found.get(month, Decimal(0)) + amount
    return {month: found[month] for month in sorted(found) if found[month]}


def entered_between(
    kind: str, area: Area, since: dt.date, until: dt.date, *, measure: str = "count"
) -> dict[str, dict[str, Decimal]]:
    """How much entered each state in the span, by facet: {state: {facet: amount}}."""
    found: dict[str, dict[str, Decimal]] = {}
    grain = Total.Grain.MONTH
    for facet, state, _, amount, _ in read(
        kind, area, grain=grain, since=since, until=until, measure=measure
    ):
        by_facet = found.setdefault(state, {})
        by_facet[facet] = by_facet.get(facet, Decimal(0)) + amount
    return found
