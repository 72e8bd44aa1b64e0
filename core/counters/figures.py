"""Many figures of many areas over several periods, read from the counters in one query.

Totals are kept by month with their days inside, so any span costs a row for each month it
touches; what is not folded yet is added.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from core.areas.models import Area
from core.counters.periods import Period, month_start
from core.counters.queries import EVER, IN_SPAN

NOW = -1  # the span that stocks are read from


@dataclass(frozen=True)
class Count:
    """Where a figure stands in the counters: what entered these states, or stands in them.

    With `spread` the measure is a prefix (`day_`), and the measures that begin with it are a
    histogram: `day_3` counts what took three days.
    """

    kind: str
    states: tuple[str, ...]
    measure: str = "count"
    stock: bool = False
    spread: bool = False


class Cell(NamedTuple):
    """One sum: so much of a measure entered or left a state, in an area, of a facet."""

    area: int
    span: int  # index of the period; NOW for "ever", which stocks are read from
    kind: str
    state: str
    measure: str
    facet: str
    month: dt.date | None
    entered: Decimal
    left: Decimal

    def counts_for(self, count: Count) -> bool:
        of_measure = (
            self.measure.startswith(count.measure)
            if count.spread
            else self.measure == count.measure
        )
        return (
            of_measure
            and self.kind == count.kind
            and self.state in count.states
            and (self.span == NOW) == count.stock
        )


# The inner half groups, so the planner cannot flatten it into a scan of all totals: each
# area and span is one range of the key (area, kind, grain, period). The span of stocks reads
# stocks only, the others what entered.
_READ = """
WITH span AS (
    SELECT * FROM unnest(%(no)s::int[], %(grain)s::text[], %(first)s::date[], %(since)s::date[],
                         %(until)s::date[]) AS s(no, grain, first, since, until)
)
SELECT a.area_id, s.no, t.* FROM unnest(%(areas)s::bigint[]) AS a(area_id), span s,
LATERAL (
    SELECT t.kind, t.state, t.measure, {facet_of_total}, {month_of_total} AS month,
           sum({in_span}), sum(t."left")
      FROM counters_total t
     WHERE t.area_id = a.area_id AND t.kind = ANY(CASE s.no WHEN {NOW} THEN %(stock_kinds)s::text[]
                                                  ELSE %(flow_kinds)s::text[] END)
       AND t.grain = s.grain AND t.period >= s.first AND t.period <= s.until
       AND {wanted_total}
     GROUP BY 1, 2, 3, 4, 5
) AS t
UNION ALL
SELECT a.area_id, s.no, d.kind, d.state, d.measure, {facet_of_delta},
       {month_of_delta} AS month, d.entered, d."left"
  FROM counters_delta d
 CROSS JOIN LATERAL (
    SELECT no FROM span WHERE d.day >= since AND d.day <= until OFFSET 0
 ) s
 CROSS JOIN LATERAL (
    SELECT DISTINCT unnest(ARRAY[d.area_id, d.district_id, d.subdistrict_id,
                                 d.community_id, d.grid_id]) AS area_id
 ) a
 WHERE a.area_id = ANY(%(areas)s::bigint[]) AND {wanted_delta}
"""
_WANTED = """
CASE s.no WHEN {NOW} THEN {x}.kind || '.' || {x}.measure = ANY(%(stocks)s)
     ELSE {x}.kind || '.' || {x}.state || '.' || {x}.measure = ANY(%(flows)s)
          OR {x}.kind || '.' || {x}.state || '.' || {x}.measure LIKE ANY(%(spreads)s) END
"""


def read_cells(
    counts: Sequence[Count],
    areas: Sequence[Area],
    periods: Sequence[Period],
    *,
    monthly: bool = False,
    whole: bool = False,
) -> list[Cell]:
    """The sums behind these counts. Areas lie at district level or below.

    `monthly` splits the periods into months (whole months only); `whole` adds up all facets.
    """
    if not counts or not areas:
        return []
    spans = [(n, "month", month_start(p.since), p.since, p.until) for n, p in enumerate(periods)]
    if any(c.stock for c in counts):
        spans.append((NOW, "ever", EVER, dt.date.min, dt.date.max))
    no, grain, first, since, until = zip(*spans, strict=True)
    sql = _READ.format(
        NOW=NOW,
        in_span=IN_SPAN.format(since="s.since", until="s.until"),
        facet_of_total="''" if whole else "t.facet",
        facet_of_delta="''" if whole else "d.facet",
        month_of_total="t.period" if monthly else "NULL::date",
        month_of_delta="date_trunc('month', d.day)::date" if monthly else "NULL::date",
        wanted_total=_WANTED.format(x="t", NOW=NOW),
        wanted_delta=_WANTED.format(x="d", NOW=NOW),
    )
    flows = [(c, f"{c.kind}.{s}.") for c in counts if not c.stock for s in c.states]
    parameters = {
        "no": list(no),
        "grain": list(grain),
        "first": list(first),
        "since": list(since),
        "until": list(until),
        "areas": [a.pk for a in areas],
        "flow_kinds": sorted({c.kind for c in counts if not c.stock}),
        "stock_kinds": sorted({c.kind for c in counts if c.stock}),
        "flows": sorted({place + c.measure for c, place in flows if not c.spread}),
        "stocks": sorted({f"{c.kind}.{c.measure}" for c in counts if c.stock}),
        "spreads": sorted({_like(place + c.measure) for c, place in flows if c.spread}),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [Cell(*row) for row in cursor.fetchall()]


def _like(prefix: str) -> str:
    return prefix.replace("\\", r"\\").replace("_", r"\_").replace("%", r"\%") + "%"


def total(cells: Sequence[Cell], count: Count) -> Decimal:
    """The figure of a count from cells of one area and one period (or of now, for a stock)."""
    mine = [c for c in cells if c.counts_for(count)]
    return sum((c.entered - c.left if count.stock else c.entered for c in mine), Decimal(0))


def median(cells: Sequence[Cell], count: Count) -> Decimal | None:
    """The median of a spread count; None when nothing was counted."""
    tally: dict[int, Decimal] = {}
    for cell in cells:
        if cell.counts_for(count):
            step = int(cell.measure.removeprefix(count.measure))
            tally[step] = tally.get(step, Decimal(0)) + cell.entered
    whole = sum(tally.values(), Decimal(0))
    if whole <= 0:
        return None
    lower, upper = _nth(tally, (whole - 1) // 2), _nth(tally, whole // 2)
    return (Decimal(lower) + upper) / 2


def _nth(tally: dict[int, Decimal], n: Decimal) -> int:
    """The n-th (from 0) of the counted values in order."""
    seen = Decimal(0)
    for step in sorted(tally):
        seen += tally[step]
        if seen > n:
            return step
    return max(tally)
