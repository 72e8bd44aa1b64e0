"""The few figures beside the desk: this month in one's own areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from core.areas.models import Area
from core.counters.board import Board
from core.counters.comparison import compare
from core.counters.keeping import kept
from core.counters.metrics import Metric
from core.counters.panels import panels
from core.counters.periods import add_months, month_of
from core.counters.units import spoken
from portal.dashboard.board import rows_address, running_before
from portal.dashboard.periods import Chosen

Values = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Figure:
    """One tile of the desk."""

    metric: Metric
    number: str
    unit: str
    note: str
    href: str


def figures(areas: Sequence[Area]) -> list[Figure]:
    """The desk metrics of every room, in the first of these areas."""
    if not areas:
        return []
    today = timezone.localdate()
    period = month_of(today).up_to(today)
    earlier = month_of(add_months(today, -1)).up_to(add_months(today, -1))
    choice = Chosen("month", period, earlier, running=True)
    offered = [m for p in panels() for m in p.desk]
    board = Board(offered, [areas[0]], [period, earlier])

    def ask() -> list[Values]:
        return [_values(board, m, areas[0], choice) for m in offered]

    names = [metric.name for metric in offered]  # another version of the portal may offer others
    parts = (areas[0].pk, period, earlier, *names, *board.state())
    values = kept("desk", parts, 0, ask)
    return [_figure(m, v, areas[0], choice) for m, v in zip(offered, values, strict=True)]


def _values(board: Board, metric: Metric, area: Area, choice: Chosen) -> Values:
    """Of this month and, unless it tells of now, of the one before."""
    earlier = None if metric.now else board.value(metric, area, choice.before)
    return board.value(metric, area, choice.period), earlier


def _figure(metric: Metric, values: Values, area: Area, choice: Chosen) -> Figure:
    value, earlier = values
    number, unit = spoken(value, metric.unit)
    note = compare(metric, value, earlier, running_before(choice)).said
    return Figure(metric, number, unit, note, rows_address(metric, area, choice))
