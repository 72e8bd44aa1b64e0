"""Finding what is due first, over every kind of matter, whatever the volume.

Each state of each kind is asked for its first few rows in the order of its deadline, which one
index range per state answers; the few are then merged. One query a kind finds the keys.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN, within
from core.workflow.models import WorkflowModel
from core.workflow.table import State

STAFF = "staff"
NOT_CHASED = ("", STAFF, "system", "volunteer")


@dataclass(frozen=True, order=True)
class Place:
    """Where a matter stands in the one order of the desk: deadline, kind, key."""

    due_at: dt.datetime
    kind: str
    pk: int


def staff_states(model: type[WorkflowModel]) -> list[State]:
    """The states in which staff are expected to act."""
    return [s for s in model.workflow.states if s.waits_for == STAFF]


def chased_states(model: type[WorkflowModel]) -> list[State]:
    """States that wait for one other person, with a limit: once it is past, staff look after it.

    What waits for any volunteer stands in a list of its own.
    """
    return [s for s in model.workflow.states if s.limit and s.waits_for not in NOT_CHASED]


def columns_of(areas: Iterable[Area]) -> list[tuple[str, int]]:
    """(scope column, id) of each area, so that each is one range of one index."""
    found = []
    for area in areas:
        level = Area.Level(area.level)
        column = SCOPE_COLUMN.get(level, "district" if area.district_id == area.pk else "")
        if column:
            found.append((column, area.pk))
    return found


def due_places(
    model: type[WorkflowModel],
    areas: Sequence[Area],
    states: Sequence[State],
    *,
    limit: int,
    after: Place | None = None,
    before: dt.datetime | None = None,
) -> list[Place]:
    """The first `limit` matters in these areas and states by deadline, after a place.

    `before` keeps to what was due by then. One query.
    """
    if not states or not areas:
        return []
    rows = model._base_manager.filter(due_at__isnull=False).values_list("due_at", "pk")
    if before is not None:
        rows = rows.filter(due_at__lt=before)
    if after is not None:
        rows = _after(rows, model.workflow.kind, after)
    parts = [
        rows.filter(**{column: pk, "status": state.name}).order_by("due_at", "pk")[:limit]
        for column, pk in columns_of(areas)
        for state in states
    ]
    return sorted(Place(due, model.workflow.kind, pk) for due, pk in together(parts))[:limit]


def together(parts: "Sequence[QuerySet[Any, Any]]") -> Iterable[Any]:
    """The rows of several sliced queries, in one query, each once and in no order."""
    if len(parts) > 1:
        return parts[0].union(*parts[1:])
    return parts[0] if parts else ()


def _after(rows: "QuerySet[Any, Any]", kind: str, after: Place) -> "QuerySet[Any, Any]":
    """Rows behind a place, as one comparison the index understands."""
    if kind == after.kind:
        return rows.filter(TupleGreaterThan(Tuple("due_at", "pk"), (after.due_at, after.pk)))
    if kind > after.kind:
        return rows.filter(due_at__gte=after.due_at)
    return rows.filter(due_at__gt=after.due_at)


def first_of_each(
    model: type[WorkflowModel], areas: Sequence[Area], states: Sequence[State], now: dt.datetime
) -> list[Place]:
    """The latest matter of each state in each area, to see what may be done there. One query."""
    if not states or not areas:
        return []
    rows = model._base_manager.filter(due_at__lt=now).values_list("due_at", "pk")
    parts = [
        rows.filter(**{column: pk, "status": state.name}).order_by("due_at", "pk")[:1]
        for column, pk in columns_of(areas)
        for state in states
    ]
    return [Place(due, model.workflow.kind, pk) for due, pk in together(parts)]


def undated(model: type[WorkflowModel], areas: Sequence[Area], *, limit: int) -> list[int]:
    """Matters that wait for staff without a deadline; the oldest first."""
    states = [s.name for s in staff_states(model)]
    if not states:
        return []
    rows = model._base_manager.filter(within(areas), status__in=states, due_at__isnull=True)
    return list(rows.order_by("status_since").values_list("pk", flat=True)[:limit])
