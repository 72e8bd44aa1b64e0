"""Metrics: figures with a name, a definition (口径), a unit, a value and the rows behind it.

Dashboards, reports, exports and the API all read the same objects, so a figure is the same
everywhere. A room declares its own in `metrics.py`:

    declare(counted(
        "wishes.closed", label=_("Wishes come true"), definition=_("…"), unit=Unit.PIECE,
        kind="wishes", states=("closed",), rows=closed_rows,
    ))

Dates are days in Shanghai; `since` and `until` are both included. Areas lie at district
level (or what stands in for it) or below.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from core.areas.models import Area
from core.counters.discovery import import_rooms
from core.counters.figures import Count
from core.counters.units import COUNTS, Unit

Text = str | Promise
Facets = Mapping[str, Text] | Callable[[], Mapping[str, Text]]
Values = Callable[[Sequence[Area], dt.date, dt.date], Mapping[int, Decimal | None]]
Rows = Callable[[Area, dt.date, dt.date, Any], "QuerySet[Any] | str | None"]
SMALL_CELL = 5
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Metric:
    """One figure. It is computed in exactly one of three ways:

    `of` reads the counters (free of charge at any volume), `parts` with `combine` computes it
    from other metrics, `values` asks the rows: {area id: value} of all given areas at once,
    in one query, limited or by an index. A value is None when there is nothing to compute it
    from (a share of nothing). With a `version`, what `values` says is kept until that changes.

    `now` marks a figure that tells how things stand, whatever the period. `rows(area, since,
    until, user)` gives the rows it counts, already limited to what the user may see, or the
    address of a list that shows exactly them. `worth` is what one of the rows adds to the figure
    (an expression over their columns, such as yuan), where that is not just one. `facets` names
    the facets in order, and `facet_column` the column of the rows that holds them (empty when none
    does), with `facet_values` where the column says it in other words. `public` says it may stand
    on public pages (through `guard_small`).
    """

    name: str
    label: Text
    definition: Text
    unit: Unit
    of: Count | None = None
    parts: tuple["Metric", ...] = ()
    combine: Callable[..., Decimal | None] | None = None
    values: Values | None = None
    version: str = ""
    facets: Facets | None = None
    facet_column: str = "kind"
    facet_values: Mapping[str, Any] | None = None
    rows: Rows | None = None
    worth: Any = None
    now: bool = False
    compare: bool = True
    public: bool = False

    def __post_init__(self) -> None:
        ways = (self.of is not None, self.combine is not None, self.values is not None)
        if sum(ways) != 1:
            raise ValueError(f"metric {self.name!r} must be computed in exactly one way")

    @property
    def room(self) -> str:
        """The part of the name before the dot: metrics of one room stand together."""
        return self.name.partition(".")[0]

    def counts(self) -> list[Count]:
        """The counters it reads, its parts' included."""
        mine = [self.of] if self.of else []
        return mine + [c for part in self.parts for c in part.counts()]

    def asked(self) -> list["Metric"]:
        """Those that ask the rows: itself or among its parts."""
        mine = [self] if self.values else []
        return mine + [one for part in self.parts for one in part.asked()]

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
    spread: bool = False,
    facets: Facets | None = None,
    facet_column: str = "kind",
    facet_values: Mapping[str, Any] | None = None,
    rows: Rows | None = None,
    worth: Any = None,
    compare: bool = True,
    public: bool = False,
) -> Metric:
    """A metric read from the counters: what entered `states` in the period.

    With `stock`, what stands in them now, whatever the period. With `spread`, the median of
    a histogram: `measure` is the prefix of measures like `day_3`, which count what took 3 days.
    """
    return Metric(
        name,
        label,
        definition,
        unit,
        of=Count(kind, tuple(states), measure, stock, spread),
        facets=facets,
        facet_column=facet_column,
        facet_values=facet_values,
        rows=rows,
        worth=worth,
        now=stock,
        compare=compare and not stock,
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


def guard_small_cells(cells: Mapping[Key, Decimal]) -> dict[Key, Decimal | None]:
    """A published row of counts that adds up to a known total.

    When only one cell is withheld the next smallest goes with it, or the total would tell.
    """
    shown = {key: guard_small(value) for key, value in cells.items()}
    withheld = [key for key, value in shown.items() if value is None]
    rest = sorted((v, str(k), k) for k, v in shown.items() if v)
    if len(withheld) == 1 and rest:
        shown[rest[0][2]] = None
    return shown
