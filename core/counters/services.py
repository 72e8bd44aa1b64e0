"""Writing figures: deltas in the caller's transaction, folding in its own."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction

from core.counters.models import Delta
from core.counters.tasks import rebuild_all

_gathering: ContextVar[list[Delta] | None] = ContextVar("gathering", default=None)
FOLD_LOCK = 7_031_001  # advisory lock: one folder at a time


@dataclass(frozen=True)
class Counted:
    """What one object adds to the figures while it stands in a state."""

    facet: str
    figures: Mapping[str, Decimal]


def counted(facet: str, figures: Mapping[str, Decimal]) -> Counted:
    """One object: it counts as 1 itself, beside its named amounts (yuan, hours, people)."""
    return Counted(facet, {"count": Decimal(1), **figures})


@dataclass(frozen=True)
class Change:
    """`what` entered (+1) or left (-1) `state`; `undo` takes back an entry as if it never was."""

    state: str
    what: Counted
    entered: int = 0
    left: int = 0


def record(kind: str, area_id: int, day: dt.date, changes: Iterable[Change]) -> None:
    """Write the deltas of these changes. Insert only, so no two writers wait for each other."""
    deltas = [
        Delta(
            kind=kind,
            area_id=area_id,
            facet=change.what.facet,
            measure=measure,
            state=change.state,
            day=day,
            entered=change.entered * amount,
            left=change.left * amount,
        )
        for change in changes
        for measure, amount in change.what.figures.items()
        if amount
    ]
    waiting = _gathering.get()
    if waiting is None:
        Delta.objects.bulk_create(deltas)
    else:
        waiting.extend(deltas)


@contextmanager
def gathered() -> Iterator[None]:
    """Write all deltas recorded inside with few statements, at the end; for bulk work."""
    waiting: list[Delta] = []
    token = _gathering.set(waiting)
    try:
        yield
    finally:
        _gathering.reset(token)
    Delta.objects.bulk_create(waiting, batch_size=2000)


_FOLD = """
WITH gone AS (
    DELETE FROM counters_delta WHERE id IN (SELECT id FROM counters_delta ORDER BY id LIMIT %s)
    RETURNING *
), spread AS (
    SELECT DISTINCT ON (gone.id, a.area_id, g.grain)
           gone.kind, gone.facet, gone.measure, gone.state, gone.entered, gone."left",
           a.area_id, g.grain, g.period
      FROM gone,
      LATERAL (SELECT DISTINCT unnest(ARRAY[gone.area_id, gone.district_id, gone.subdistrict_id,
               gone.community_id, gone.grid_id]) AS area_id) a,
      LATERAL (VALUES ('day', gone.day), ('month', date_trunc('month', gone.day)::date),
               ('ever', date '2000-01-01')) AS g(grain, period)
     -- what left a state is asked only of stocks, and stocks are read from "ever"
     WHERE a.area_id IS NOT NULL AND (g.grain = 'ever' OR gone.entered <> 0)
), folded AS (
    INSERT INTO counters_total AS t
           (area_id, kind, grain, period, state, measure, facet, entered, "left")
    SELECT area_id, kind, grain, period, state, measure, facet,
           sum(entered), sum(CASE WHEN grain = 'ever' THEN "left" ELSE 0 END)
      FROM spread GROUP BY 1, 2, 3, 4, 5, 6, 7
    ON CONFLICT (area_id, kind, grain, period, state, measure, facet) DO UPDATE
       SET entered = t.entered + excluded.entered, "left" = t."left" + excluded."left"
)
SELECT count(*) FROM gone
"""


def fold(limit: int = 50_000) -> int:
    """Move up to `limit` committed deltas into the totals; returns how many it moved.

    One statement does both halves, so a reader sees each delta exactly once. A second
    folder at the same time returns 0 at once.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [FOLD_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_FOLD, [limit])
        return int(cursor.fetchone()[0])


def after_move(areas: Sequence[int] | None) -> None:
    """Areas have moved in the tree: their past moves along once the figures are rebuilt."""
    transaction.on_commit(rebuild_all.delay)


def fold_all() -> int:
    """Fold until nothing is left; returns how many deltas moved."""
    moved = 0
    while batch := fold():
        moved += batch
    return moved
