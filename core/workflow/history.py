"""Writing whole histories at once: for demo data, benchmarks and taking over old records.

What it writes cannot be told from what `start` and `advance` would have written: the same
states, clocks, log rows and figures. It skips permits, guards and effects, so the caller
answers for those; a history that the table does not allow is refused.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.accounts.models import User
from core.counters.services import counted
from core.workflow.clock import Clock, enter
from core.workflow.models import TransitionRecord, WorkflowModel

BATCH = 2000
# area, day, facet, measure, state
Cell = tuple[int, dt.date, str, str, str]


@dataclass(frozen=True)
class Move:
    """One step of a history. The first is the workflow's start."""

    name: str
    at: dt.datetime
    by: User | None = None
    part: str = "staff"
    note: str = ""
    channel: str = "web"
    data: dict[str, Any] = field(default_factory=dict)


History = tuple[WorkflowModel, Sequence[Move]]


@transaction.atomic
def write_histories(histories: Sequence[History]) -> None:
    """Insert objects of one kind with their logs and figures; sets their primary keys.

    Raises ValueError for a step that the table does not have.
    """
    entered: Counter[Cell] = Counter()
    left: Counter[Cell] = Counter()
    steps = [_walk(obj, moves, entered, left) for obj, moves in histories]
    objects = [obj for obj, _ in histories]
    type(objects[0])._base_manager.bulk_create(objects, batch_size=BATCH)
    TransitionRecord.objects.bulk_create(
        (
            _record(obj, move, came_from, to)
            for obj, walked in zip(objects, steps, strict=True)
            for move, came_from, to in walked
        ),
        batch_size=BATCH,
    )
    write_figures(objects[0].workflow.kind, entered, left)


def _walk(
    obj: WorkflowModel, moves: Sequence[Move], entered: Counter[Cell], left: Counter[Cell]
) -> list[tuple[Move, str, str]]:
    """Follow the moves on paper: status, clock and figures of the object, cells of the counters."""
    what = counted(obj.facet(), obj.figures())
    state, walked, entries = "", [], []
    for move in moves:
        target = _target(obj, state, move)
        if target != state:
            day = timezone.localdate(move.at)
            for measure, amount in what.figures.items():
                entered[obj.area_id, day, what.facet, measure, target] += amount  # type: ignore[assignment]
                if state:
                    left[obj.area_id, day, what.facet, measure, state] += amount  # type: ignore[assignment]
            entries.append((target, move.at))
        walked.append((move, state, target))
        state = target
    obj.status, obj.status_since = entries[-1]
    obj.clock = _clock(obj, entries)
    obj.created_at = moves[0].at
    obj.counted = {
        "facet": what.facet,
        "figures": {name: str(amount) for name, amount in what.figures.items()},
    }
    return walked


def _clock(obj: WorkflowModel, entries: Sequence[tuple[str, dt.datetime]]) -> Clock:
    """The clock after the last entry; the way there matters only if the last state has one."""
    last = obj.workflow.by_state[entries[-1][0]]
    clock = Clock()
    if last.limit is None and not last.stops_clock:
        return clock
    for state, at in entries:
        clock = enter(obj.workflow.by_state[state], obj, clock, at)
    return clock


def _target(obj: WorkflowModel, state: str, move: Move) -> str:
    if not state and move.name == obj.workflow.start:
        return obj.workflow.initial
    arrow = obj.workflow.by_name.get(move.name)
    if arrow is None or state not in arrow.sources:
        raise ValueError(f"{obj.code}: no {move.name!r} from {state!r}")
    return arrow.leads_to(state)


def _record(obj: WorkflowModel, move: Move, came_from: str, to: str) -> TransitionRecord:
    return TransitionRecord(
        kind=obj.workflow.kind,
        object_id=obj.pk,
        area_id=obj.area_id,
        name=move.name,
        from_state=came_from,
        to_state=to,
        actor=move.by,
        part=move.part if move.by is not None else "system",
        channel=move.channel,
        note=move.note,
        data=move.data,
        at=move.at,
    )


def write_figures(kind: str, entered: Counter[Cell], left: Counter[Cell]) -> None:
    """Record cells of the counters by COPY: a history has tens of thousands of them."""
    columns = 'kind, area_id, day, facet, measure, state, entered, "left"'
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY counters_delta ({columns}) FROM STDIN") as copy,
    ):
        for cell in entered.keys() | left.keys():
            copy.write_row((kind, *cell, entered[cell], left[cell]))
