"""Panels: how the metrics of one room stand together on boards and in reports.

A room declares its panel in `panel.py`; dashboards and reports know only panels, so a new
room appears on them without a line of theirs.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.areas.models import Area
from core.counters.discovery import import_rooms
from core.counters.metrics import Metric, Text


@dataclass(frozen=True)
class Column:
    """One column of a listing; a wide one takes the room that is left."""

    label: Text
    wide: bool = False
    number: bool = False


@dataclass(frozen=True, eq=False)
class Listing:
    """A list of rows for reports: public words only, nothing personal.

    `rows(area, since, until)` gives at most `limit` + 1 rows of cells, so that a report can
    say when there were more.
    """

    title: Text
    columns: tuple[Column, ...]
    rows: Callable[[Area, dt.date, dt.date], Sequence[Sequence[Any]]]
    empty: Text
    limit: int = 100


@dataclass(frozen=True, eq=False)
class Panel:
    """One room on a board.

    `stats` are the tiles in order; `columns` and `line` the two monthly series; `split` the
    flow shown by facet; `standing` the stock whose workflow's states become the stage bars;
    `table` the columns of the table of areas below; `desk` the tiles
    of the desk; `split_label` names the facets' axis. `place` orders the panels, lowest first:
    matters stand in the order in which they follow one another.
    """

    room: str
    label: Text
    stats: tuple[Metric, ...]
    columns: Metric
    line: Metric
    split: Metric
    split_label: Text
    standing: Metric
    table: tuple[Metric, ...]
    desk: tuple[Metric, ...] = ()
    listings: tuple[Listing, ...] = ()
    place: int = 100

    @property
    def metrics(self) -> list[Metric]:
        """Every metric on it, once."""
        every = (*self.stats, self.columns, self.line, self.split, self.standing, *self.table)
        return list(dict.fromkeys(every))


_declared: dict[str, Panel] = {}


def declare_panel(panel: Panel) -> Panel:
    """Register a room's panel. Raises ValueError for a second one."""
    if panel.room in _declared:
        raise ValueError(f"room {panel.room!r} has two panels")
    _declared[panel.room] = panel
    return panel


def panels() -> list[Panel]:
    """The panels of all rooms, each at its place."""
    import_rooms("panel")
    return sorted(_declared.values(), key=lambda panel: (panel.place, panel.room))
