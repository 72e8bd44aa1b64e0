"""Metrics: figures with a name, a definition (口径), a unit, a value and the rows behind it.

Dashboards, reports, exports and the API all read the same objects, so a figure is the same
everywhere. A room declares its own in `metrics.py`, found by `<room>/metrics.py`:

    declare(counted(
        "wishes.closed", label=_("Wishes come true"), definition=_("…"), unit=Unit.PIECE,
        kind="wishes", states=("closed",), rows=closed_rows,
    ))

Dates are days in Shanghai; `since` and `until` are both included.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from core.areas.models import Area
from core.counters import queries
from core.counters.discovery import import_rooms
from core.counters.units import COUNTS, Unit

Text = str | Promise
Value = Callable[[Area, dt.date, dt.date], Decimal | None]
Series = Callable[[Area, dt.date, dt.date, str], Mapping[dt.date, Decimal]]
Facets = Callable[[Area, dt.date, dt.date], Mapping[str, Decimal]]
Rows = Callable[[Area, dt.date, dt.date, Any], "QuerySet[Any] | str"]
SMALL_CELL = 5
Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Count:
    """Where a figure stands in the counters: entries into these states, or what is in them."""

    kind: str
    states: tuple[str, ...]
    measure: str = "count"
    stock: bool = False


@dataclass(frozen=True)
class Metric:
    """One figure. `now` marks a figure that tells how things stand, whatever the period.

    `value` is None when there is nothing to compute from (an average of no rows).
    `rows(area, since, until, user)` gives the rows it counts, already limited to what the
    user may see, or the address of a list that shows exactly them; None when there are none
    to show. `of` lets many areas be read in one query. `facets` names the facets in order.
    """

    name: str
    label: Text
    definition: Text
    unit: Unit
    value: Value
    series: Series | None = None
    by_facet: Facets | None = None
    facets: Mapping[str, Text] | Callable[[], Mapping[str, Text]] | None = None
    rows: Rows | None = None
    of: Count | None = None
    now: bool = False
    compare: bool = True
    public: bool = False

    @property
    def room(self) -> str:
        """The part of the name before the dot: metrics of one room stand together."""
        return self.name.partition(".")[0]

    def facet_labels(self) -> dict[str, Text]:
        """Labels of the facets, in the order they are shown."""
        given = self.facets() if callable(self.facets) else self.facets
        return dict(given or {})


_declared: dict[str, Metric] = {}


def declare(metric: Metric) -> Metric:
    """Register a metric. Raises ValueError when another one has taken the name."""
    if metric.name in _declared:
        raise ValueError(f"metric {metric.name!r} is declared twice")
    _declared[metric.name] = metric
    return metric


def metric(name: str) -> Metric:
    """The metric of that name. Raises KeyError for one nobody declared."""
    import_rooms("metrics")
    return _declared[name]


def metrics(room: str = "", *, public: bool | None = None) -> list[Metric]:
    """All metrics, or those of one room, in the order they were declared."""
    import_rooms("metrics")
    return [
        m
        for m in _declared.values()
        if (not room or m.room == room) and (public is None or m.public == public)
    ]


def counted(
    name: str,
    *,
    label: Text,
    definition: Text,
    unit: Unit,
    kind: str,
    states: Iterable[str],
    measure: str = "count",
    stock: bool = False,
    facets: Mapping[str, Text] | Callable[[], Mapping[str, Text]] | None = None,
    rows: Rows | None = None,
    compare: bool | None = None,
    public: bool = False,
) -> Metric:
    """A metric read from the counters: what entered `states` in the period.

    With `stock`, what stands in them now, whatever the period.
    """
    count = Count(kind, tuple(states), measure, stock)

    def value(area: Area, since: dt.date, until: dt.date) -> Decimal:
        if stock:
            standing = queries.stock(kind, area, measure=measure)
            return sum((Decimal(standing.get(s, 0)) for s in count.states), Decimal(0))
        return sum(series(area, since, until, "month").values(), Decimal(0))

    def series(area: Area, since: dt.date, until: dt.date, grain: str) -> dict[dt.date, Decimal]:
        found: dict[dt.date, Decimal] = {}
        for state in count.states:
            entered = queries.entered(kind, area, state, since, until, grain=grain, measure=measure)
            for day, amount in entered.items():
                found[day] = found.get(day, Decimal(0)) + Decimal(amount)
        return found

    return Metric(
        name,
        label,
        definition,
        unit,
        value,
        series=None if stock else series,
        facets=facets,
        rows=rows,
        of=count,
        now=stock,
        compare=not stock if compare is None else compare,
        public=public,
    )


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A percentage with one decimal; None where there is no whole to take it of."""
    if part is None or not whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.1"))


def guard_small(value: Decimal | None, unit: Unit = Unit.PIECE) -> Decimal | None:
    """The value for a public page: a count from 1 to 4 is withheld (None)."""
    if value is not None and unit in COUNTS and 0 < value < SMALL_CELL:
        return None
    return value


def guard_small_cells(cells: Mapping[Cell, Decimal]) -> dict[Cell, Decimal | None]:
    """A published row of counts that adds up to a known total.

    When only one cell is withheld the next smallest goes with it, or the total would tell.
    """
    shown = {key: guard_small(value) for key, value in cells.items()}
    withheld = [key for key, value in shown.items() if value is None]
    rest = sorted((v, str(k), k) for k, v in shown.items() if v)
    if len(withheld) == 1 and rest:
        shown[rest[0][2]] = None
    return shown
