"""What a board shows, computed from counters in a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import pgettext

from core.areas.models import Area
from core.counters.board import Board, Table, monthly
from core.counters.comparison import Change, before, compare
from core.counters.metrics import Metric, Text
from core.counters.panels import Panel
from core.counters.periods import Period, add_months, each_month, month_end, month_start
from core.counters.units import plain, spoken
from core.workflow.registry import model_of
from portal.dashboard.areas import Place
from portal.dashboard.periods import Chosen

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Stat:
    """One tile: a figure with its definition, its last period and the way to its rows."""

    metric: Metric
    number: str
    unit: str
    change: Change
    href: str


@dataclass(frozen=True)
class Bar:
    """One lying bar; `share` is its length in percent of the longest, `href` leads to its rows."""

    label: Text
    value: Decimal
    share: int
    href: str = ""

    @property
    def shown(self) -> str:
        return plain(self.value)


@dataclass(frozen=True)
class Line:
    """One area of the table, the board's own first; its figures in the panel's order."""

    area: Area
    values: Sequence[Decimal | None]
    labels: Sequence[str]
    hrefs: Sequence[str]

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """Each figure: its column's name, how it is shown, where its rows are listed."""
        shown = ["—" if v is None else plain(v) for v in self.values]
        return list(zip(self.labels, shown, self.hrefs, strict=True))


@dataclass(frozen=True)
class Shown:
    """One room's part of the board."""

    panel: Panel
    stats: Sequence[Stat]
    months: Sequence[str]
    columns: Sequence[Decimal]
    line: Sequence[Decimal]
    split: Sequence[Bar]
    stages: Sequence[Bar]
    lines: Sequence[Line]

    @property
    def told(self) -> list[str]:
        """All that is told of it in figures and words that change."""
        figures = [self.panel.room, *self.months, *self.columns, *self.line]
        for one in self.stats:
            figures += [one.number, one.unit, one.change.direction, one.change.said, one.href]
        for bar in (*self.split, *self.stages):
            figures += [bar.label, bar.value]
        for line in self.lines:
            figures += [line.area.name, *line.values, *line.hrefs[:1]]
        return [str(figure) for figure in figures]

    @property
    def by_month(self) -> list[tuple[str, Decimal, Decimal]]:
        """The chart as a table, for those without it."""
        return list(zip(self.months, self.columns, self.line, strict=True))


class Parts:
    """Every room's part of a place's board, over a period."""

    def __init__(self, panels: Sequence[Panel], place: Place, choice: Chosen) -> None:
        self.panels, self.place, self.choice = panels, place, choice
        metrics = [m for p in panels for m in p.metrics]
        table = Table([m for p in panels for m in p.table], place.below)
        periods = [choice.period, choice.before]
        self.board = Board(metrics, [place.area], periods, table=table)

    def state(self) -> list[str]:
        """All that they rest on, in a constant number of queries: same state, same parts."""
        areas = [(area.pk, area.name) for area in self.place.every]
        days = (self.choice.period, self.choice.before)
        return [str(one) for one in (*areas, *days, *self.board.state())]

    def shown(self) -> list[Shown]:
        """A query for all figures, one for the areas below, one for all months."""
        last = month_end(self.choice.period.until)
        span = Period(add_months(month_start(last), 1 - MONTHS_SHOWN), last)
        drawn = [m for p in self.panels for m in (p.columns, p.line)]
        series = monthly(drawn, self.place.area, span)
        return [_panel(p, self.board, series, self.place, self.choice, span) for p in self.panels]


def _panel(
    panel: Panel,
    board: Board,
    series: Mapping[str, Mapping[Any, Decimal]],
    place: Place,
    choice: Chosen,
    span: Period,
) -> Shown:
    months = each_month(span)
    name = before(choice.period) if not choice.running else running_before(choice)
    split = board.by_facet(panel.split, place.area, choice.period)
    names = panel.split.facet_labels()
    labels = [str(m.label) for m in panel.table]
    split_rows = rows_address(panel.split, place.area, choice)
    stage_rows = rows_address(panel.standing, place.area, choice)
    return Shown(
        panel,
        stats=[_stat(board, m, place.area, choice, name) for m in panel.stats],
        months=[date_format(m, pgettext("month of a chart", "M")) for m in months],
        columns=[series[panel.columns.name].get(m, Decimal(0)) for m in months],
        line=[series[panel.line.name].get(m, Decimal(0)) for m in months],
        split=bars([(names.get(f, f), v, f) for f, v in split.items()], split_rows, "facet"),
        stages=bars(stages(panel, board, place.area), stage_rows, "state"),
        lines=[
            Line(
                a,
                [board.value(m, a, choice.period) for m in panel.table],
                labels,
                [rows_address(m, a, choice) for m in panel.table],
            )
            for a in place.every
        ],
    )


def running_before(choice: Chosen) -> str:
    """What a running period is compared with: the same days of the one before."""
    names = {
        "month": pgettext("period before", "the same days of last month"),
        "quarter": pgettext("period before", "the same days of last quarter"),
        "year": pgettext("period before", "the same days of last year"),
    }
    return names.get(choice.name, pgettext("period before", "the period before"))


def _stat(board: Board, metric: Metric, area: Area, choice: Chosen, name: str) -> Stat:
    value = board.value(metric, area, choice.period)
    earlier = None if metric.now else board.value(metric, area, choice.before)
    number, unit = spoken(value, metric.unit)
    change = compare(metric, value, earlier, name)
    return Stat(metric, number, unit, change, href=rows_address(metric, area, choice))


def rows_address(metric: Metric, area: Area, choice: Chosen) -> str:
    """Where the rows behind a figure are listed, or nothing for figures without rows."""
    if metric.rows is None:
        return ""
    path = _rows_path().replace("AREA", area.code).replace("METRIC", metric.name)
    return f"{path}?{choice.query}"


@cache
def _rows_path() -> str:
    """Resolved once: a board has more than a hundred such links."""
    return reverse("dashboard:rows", args=["AREA", "METRIC"])


def stages(panel: Panel, board: Board, area: Area) -> list[tuple[Text, Decimal, str]]:
    """How many stand in each open state now, in the order of the workflow."""
    count = panel.standing.of
    if count is None:
        return []
    states = model_of(count.kind).workflow.by_state
    standing = board.by_state(count.kind, area)
    return [(states[s].label, standing.get(s, Decimal(0)), s) for s in count.states]


def bars(rows: Sequence[tuple[Text, Decimal, str]], address: str, by: str) -> list[Bar]:
    """Bars that lead to their part of the rows at `address`, if there is one and they are not 0."""
    longest = max([v for _label, v, _key in rows] + [Decimal(1)])
    return [
        Bar(label, v, int(v * 100 / longest), f"{address}&{by}={key}" if address and v else "")
        for label, v, key in rows
    ]
