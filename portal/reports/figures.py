"""Single figures and charts as a report keeps them, whatever it is about."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.areas.models import Area
from core.counters.board import Board
from core.counters.comparison import before, compare
from core.counters.metrics import Metric
from core.counters.periods import Period
from core.counters.units import spoken


def figure(
    board: Board, metric: Metric, area: Area, period: Period, earlier: Period
) -> dict[str, Any]:
    """One figure beside its own last period, as files and pages show it."""
    value = board.value(metric, area, period)
    last = None if metric.now else board.value(metric, area, earlier)
    shown, unit = spoken(value, metric.unit)
    return {
        "name": metric.name,
        "label": str(metric.label),
        "definition": str(metric.definition),
        "now": metric.now,
        "value": _plain(value),
        "before": _plain(last) if metric.compare else "",
        "shown": shown,
        "unit": unit,
        "unit_name": str(metric.unit.label),
        "change": _("As of when this was made")
        if metric.now
        else compare(metric, value, last, before(period)).said,
    }


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def bars(title: str, rows: list[tuple[str, Decimal]], label: str) -> dict[str, Any]:
    """A chart of lying bars."""
    return {
        "form": "bars",
        "title": title,
        "axis": title,
        "note": "",
        "labels": [name for name, _value in rows],
        "series": [{"label": label, "values": [float(v) for _name, v in rows]}],
    }
