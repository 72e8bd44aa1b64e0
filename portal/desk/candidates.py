"""Finding what is due first, over every kind of matter, whatever the volume.

Each state of each kind is asked for its first few rows in the order of its deadline, which one
index range per state and area answers; the few are merged. It is one query for all kinds,
written by hand because composing it anew for every request cost more than running it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN
from core.workflow.models import WorkflowModel
from core.workflow.table import State

STAFF = "staff"
OFFICES = ("community", "subdistrict", "finance", "council")  # staff, of one office
NOT_CHASED = ("", STAFF, "system", "volunteer", "everybody", *OFFICES)
Wanted = tuple[type[WorkflowModel], State]


@dataclass(frozen=True, order=True)
class Place:
    """Where a matter stands in the one order of the desk: deadline, kind, key."""

    due_at: dt.datetime
    kind: str
    pk: int


def staff_states(model: type[WorkflowModel]) -> list[State]:
    """The states in which staff are expected to act."""
    return [s for s in model.workflow.states if s.waits_for == STAFF]


def office_states(model: type[WorkflowModel]) -> list[State]:
    """The states in which one office is expected to act: on the desks of those who can."""
    return [s for s in model.workflow.states if s.waits_for in OFFICES]


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
            found.append((f"{column}_id", area.pk))
    return found


def due_places(
    wanted: Sequence[Wanted],
    areas: Sequence[Area],
    *,
    limit: int,
    each: int = 0,
    after: Place | None = None,
    before: dt.datetime | None = None,
) -> list[Place]:
    """The first `limit` matters in these states and areas by deadline, after a place.

    `before` keeps to what was due by then; `each` takes only so many of one state and area.
    One query.
    """
    parts: list[str] = []
    values: list[Any] = []
    for model, state in wanted:
        for column, pk in columns_of(areas):
            sql, more = _part(model, column, each or limit, after, before)
            parts.append(sql)
            values += [model.workflow.kind, pk, state.name, *more]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        found = {Place(due_at, kind, pk) for kind, due_at, pk in cursor.fetchall()}
    return sorted(found)[:limit]


def _part(
    model: type[WorkflowModel],
    column: str,
    limit: int,
    after: Place | None,
    before: dt.datetime | None,
) -> tuple[str, list[Any]]:
    """One state in one area. Names come from the models, values are bound."""
    table = connection.ops.quote_name(model._meta.db_table)
    where, values = [f"{column} = %s", "status = %s", "due_at IS NOT NULL"], []
    if before is not None:
        where.append("due_at < %s")
        values.append(before)
    if after is not None:
        condition, more = _behind(model.workflow.kind, after)
        where.append(condition)
        values += more
    kept = " AND ".join(where)
    sql = f"(SELECT %s::text AS kind, due_at, id FROM {table} WHERE {kept}"  # noqa: S608 - our own names
    return f"{sql} ORDER BY due_at, id LIMIT {int(limit)})", values


def _behind(kind: str, after: Place) -> tuple[str, list[Any]]:
    """Rows behind a place, as one comparison the index understands."""
    if kind == after.kind:
        return "(due_at, id) > (%s, %s)", [after.due_at, after.pk]
    return ("due_at >= %s" if kind > after.kind else "due_at > %s"), [after.due_at]


def undated(
    models: Sequence[type[WorkflowModel]], areas: Iterable[Area], *, limit: int
) -> list[Place]:
    """Matters that wait for staff in states without a limit, the oldest first; one query.

    At most `limit` of each kind and area; their places carry the moment they began to wait.
    """
    parts: list[str] = []
    values: list[Any] = []
    columns = columns_of(areas)
    for model in models:
        waiting = [*staff_states(model), *office_states(model)]
        states = [s.name for s in waiting if s.limit is None]
        table = connection.ops.quote_name(model._meta.db_table)
        for column, pk in columns if states else ():
            parts.append(
                f"(SELECT %s::text AS kind, status_since, id FROM {table}"  # noqa: S608 - our own names
                f" WHERE {column} = %s AND status = ANY(%s) AND due_at IS NULL"
                f" ORDER BY status_since LIMIT {int(limit)})"
            )
            values += [model.workflow.kind, pk, states]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return sorted({Place(since, kind, pk) for kind, since, pk in cursor.fetchall()})
