"""Values of many metrics at once: for boards, reports and exports, in a constant few queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property, partial
from typing import NamedTuple

from django.utils import timezone

from core.areas.models import Area
from core.counters.figures import NOW, Cell, Count, median, read_cells, total
from core.counters.keeping import kept
from core.counters.metrics import Metric
from core.counters.periods import Period
from core.counters.queries import standing
from core.counters.versions import current_all


class Table(NamedTuple):
    """Some of a board's metrics in the areas below: their values only, not their facets."""

    metrics: Sequence[Metric]
    areas: Sequence[Area]


class Board:
    """The values of some metrics in some areas over some periods.

    Reads the counters once, however many areas and periods there are, and not before a value
    is asked for; a metric that asks the rows costs one query a period (one in all if it tells
    how things stand now).
    """

    def __init__(
        self,
        metrics: Iterable[Metric],
        areas: Sequence[Area],
        periods: Sequence[Period],
        *,
        table: Table | None = None,
    ) -> None:
        """With a `table`, one more read: its metrics in its areas over the first period."""
        self.metrics = list(metrics)
        self.areas = list(areas)
        self.periods = list(periods)
        self.table = table
        self.below = list(table.areas) if table else []
        self._asked: dict[tuple[str, int], dict[int, Decimal | None]] = {}

    @cached_property
    def _cells(self) -> dict[tuple[int, int, str, str], list[Cell]]:
        cells = read_cells(_counts(self.metrics), self.areas, self.periods)
        if self.table:
            counts = _counts(self.table.metrics)
            cells += read_cells(counts, self.below, self.periods[:1], whole=True)
        found: dict[tuple[int, int, str, str], list[Cell]] = {}
        for cell in cells:
            found.setdefault((cell.area, cell.span, cell.kind, cell.state), []).append(cell)
        return found

    def state(self) -> list[object]:
        """All that its values rest on: while this is the same, so are they.

        Costs a query for the counters, however much they hold, one for versions, and one a
        period for each metric that asks the rows and is kept under none.
        """
        asked = {m.name: m for metric in self.metrics for m in metric.asked()}.values()
        # what tells how things stand may count days, and so is another tomorrow
        rest: list[object] = [*standing(), *self._versions.items(), timezone.localdate()]
        for metric in asked:
            if not metric.version:
                periods = self.periods[:1] if metric.now else self.periods
                rest += [sorted(self._ask(metric, p).items()) for p in periods]
        return rest

    def value(self, metric: Metric, area: Area, period: Period) -> Decimal | None:
        """One value; the area and the period must be among those given."""
        if metric.combine:
            return metric.combine(*(self.value(part, area, period) for part in metric.parts))
        if metric.of:
            cells = self._of(metric.of, area, period)
            return median(cells, metric.of) if metric.of.spread else total(cells, metric.of)
        return self._ask(metric, period).get(area.pk)

    def by_facet(self, metric: Metric, area: Area, period: Period) -> dict[str, Decimal]:
        """{facet: value}, in the metric's order; facets it does not name come last."""
        found = dict.fromkeys(metric.facet_labels(), Decimal(0))
        if metric.of and not metric.of.spread:
            cells = self._of(metric.of, area, period)
            for facet in sorted({c.facet for c in cells if c.counts_for(metric.of)}):
                found[facet] = total([c for c in cells if c.facet == facet], metric.of)
        return found

    def by_state(self, kind: str, area: Area) -> dict[str, Decimal]:
        """What stands in each state now; needs a stock metric of that kind on the board."""
        found: dict[str, Decimal] = {}
        for (place, span, of_kind, state), cells in self._cells.items():
            if (place, span, of_kind) == (area.pk, NOW, kind):
                found[state] = total(cells, Count(kind, (state,), stock=True))
        return found

    def _of(self, count: Count, area: Area, period: Period) -> list[Cell]:
        span = NOW if count.stock else self.periods.index(period)
        places = [(area.pk, span, count.kind, state) for state in count.states]
        return [cell for place in places for cell in self._cells.get(place, ())]

    def _ask(self, metric: Metric, period: Period) -> dict[int, Decimal | None]:
        span = NOW if metric.now else self.periods.index(period)
        key = (metric.name, span)
        if key not in self._asked and metric.values:
            areas = self.areas if span > 0 else [*self.areas, *self.below]
            ask = partial(metric.values, areas, period.since, period.until)
            if metric.version:
                days = (period.since, period.until, timezone.localdate())
                parts = (*sorted(a.pk for a in areas), *days)
                found = kept(metric.name, parts, self._versions[metric.version], ask)
            else:
                found = ask()
            self._asked[key] = dict(found)
        return self._asked[key]

    @cached_property
    def _versions(self) -> dict[str, int]:
        """The versions its metrics are kept under, as committed now; one query."""
        asked = [one for metric in self.metrics for one in metric.asked()]
        names = sorted({one.version for one in asked if one.version})
        return dict(zip(names, current_all(names), strict=True))


def _counts(metrics: Iterable[Metric]) -> list[Count]:
    return [count for metric in metrics for count in metric.counts()]


def value(metric: Metric, area: Area, period: Period) -> Decimal | None:
    """One figure on its own."""
    return Board([metric], [area], [period]).value(metric, area, period)


def monthly(
    metrics: Sequence[Metric], area: Area, period: Period
) -> dict[str, dict[dt.date, Decimal]]:
    """{metric name: {first of month: value}} of counted metrics, in one query.

    The period must be made of whole months. Raises ValueError when it is not.
    """
    if not period.months:
        raise ValueError("a monthly series needs whole months")
    flows = [m for m in metrics if m.of and not m.of.stock and not m.of.spread]
    cells = read_cells([m.of for m in flows if m.of], [area], [period], monthly=True)
    series: dict[str, dict[dt.date, Decimal]] = {}
    for metric in flows:
        found = series.setdefault(metric.name, {})
        for cell in cells:
            if metric.of and cell.month and cell.counts_for(metric.of):
                found[cell.month] = found.get(cell.month, Decimal(0)) + cell.entered
    return series
