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


@dataclass(frozen=True)
class Ask:
    """The first matters in these states, by deadline, behind a place.

    `most` of one state in one area; `before` keeps to what was due by then.
    """

    wanted: Sequence[Wanted]
    most: int
    after: Place | None = None
    before: dt.datetime | None = None


def due_places(areas: Sequence[Area], *asks: Ask) -> list[list[Place]]:
    """What each ask finds in these areas, by deadline; one query for all of them."""
    parts: list[str] = []
    values: list[Any] = []
    columns = columns_of(areas)
    for number, ask in enumerate(asks):
        for model, state in ask.wanted:
            for column, pk in columns:
                sql, more = _part(model, column, ask)
                parts.append(sql)
                values += [number, model.workflow.kind, pk, state.name, *more]
    found: list[set[Place]] = [set() for _ in asks]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            for number, kind, due_at, pk in cursor.fetchall():
                found[number].add(Place(due_at, kind, pk))
    return [sorted(places) for places in found]


def _part(model: type[WorkflowModel], column: str, ask: Ask) -> tuple[str, list[Any]]:
    """One state in one area. Names come from the models, values are bound."""
    table = connection.ops.quote_name(model._meta.db_table)
    where, values = [f"{column} = %s", "status = %s", "due_at IS NOT NULL"], []
    if ask.before is not None:
        where.append("due_at < %s")
        values.append(ask.before)
    if ask.after is not None:
        condition, more = _behind(model.workflow.kind, ask.after)
        where.append(condition)
        values += more
    kept = " AND ".join(where)
    sql = f"(SELECT %s::int AS ask, %s::text AS kind, due_at, id FROM {table} WHERE {kept}"  # noqa: S608 - our own names
    return f"{sql} ORDER BY due_at, id LIMIT {int(ask.most)})", values


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
