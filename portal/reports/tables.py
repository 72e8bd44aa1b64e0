"""The tables of a report: areas below, what waits, what came to a good end."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.areas.models import Area
from core.counters.board import Board
from core.counters.panels import Panel
from core.counters.periods import Period


def tables_of(panel: Panel, area: Area, period: Period) -> list[dict[str, Any]]:
    """The tables of one room, in the active language."""
    tables = [_below(panel, area, period)] if area.level != Area.Level.COMMUNITY else []
    for listing in panel.listings:
        rows = listing.rows(area, period.since, period.until)
        shown = [[str(cell) for cell in row] for row in rows[: listing.limit]]
        note = ""
        if len(rows) > listing.limit:
            note = _("Only the first %(limit)s are listed here.") % {"limit": listing.limit}
        columns = [{"label": str(c.label), "wide": c.wide} for c in listing.columns]
        numbers = [n for n, c in enumerate(listing.columns) if c.number]
        tables.append(
            {
                "title": str(listing.title),
                "columns": columns,
                "rows": shown,
                "numbers": numbers,
                "empty": str(listing.empty),
                "note": note,
            }
        )
    return tables


def _below(panel: Panel, area: Area, period: Period) -> dict[str, Any]:
    """The areas directly below, in code order: no ranking."""
    children = list(Area.objects.filter(parent=area).order_by("code"))
    board = Board(panel.table, children, [period])
    rows = [[c.name, *(_cell(board.value(m, c, period)) for m in panel.table)] for c in children]
    columns = [{"label": _("Area"), "wide": False}]
    columns += [{"label": f"{m.label} ({m.unit.label})", "wide": True} for m in panel.table]
    return {
        "title": f"{panel.label} · {_('Areas below')}",
        "columns": columns,
        "rows": rows,
        "numbers": list(range(1, len(columns))),
        "empty": _("There are no areas below."),
        "note": _("In the order of their codes."),
    }


def _cell(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")
