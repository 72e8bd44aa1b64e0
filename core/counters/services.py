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
from core.counters.versions import TOTALS, bump

_gathering: ContextVar[list[Delta] | None] = ContextVar("gathering", default=None)
FOLD_LOCK = 7_031_001  # advisory lock: one folder at a time
# one place of the array for each day of a month, from rows that have `day` and `entered`
DAYS = "ARRAY[" + ", ".join(f"max(entered) FILTER (WHERE day = {n})" for n in range(1, 32)) + "]"


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
    """Write all deltas recorded inside at the end, those of one cell and day as one; for bulk
    work."""
    waiting: list[Delta] = []
    token = _gathering.set(waiting)
    try:
        yield
    finally:
        _gathering.reset(token)
    Delta.objects.bulk_create(_summed(waiting), batch_size=2000)


def _summed(deltas: Iterable[Delta]) -> list[Delta]:
    """One delta for each cell and day."""
    found: dict[tuple[object, ...], Delta] = {}
    for delta in deltas:
        key = (delta.kind, delta.area_id, delta.facet, delta.measure, delta.state, delta.day)
        known = found.setdefault(key, delta)
        if known is not delta:
            known.entered += delta.entered
            known.left += delta.left
    return list(found.values())


@contextmanager
def tried() -> Iterator[list[Delta]]:
    """What would be recorded inside, as a list that fills; nothing of it is written."""
    waiting: list[Delta] = []
    token = _gathering.set(waiting)
    try:
        yield waiting
    finally:
        _gathering.reset(token)


_FOLD = f"""
WITH gone AS (
    DELETE FROM counters_delta WHERE id IN (SELECT id FROM counters_delta ORDER BY id LIMIT %s)
    RETURNING *
), spread AS (
    SELECT gone.*, place.id AS place
      FROM gone,
      LATERAL (SELECT DISTINCT unnest(ARRAY[gone.area_id, gone.district_id, gone.subdistrict_id,
               gone.community_id, gone.grid_id]) AS id) place
     WHERE place.id IS NOT NULL
), by_day AS (
    -- what left a state is asked only of stocks, and stocks are read from "ever"
    SELECT place, kind, state, measure, facet, date_trunc('month', day)::date AS month,
           extract(day FROM day)::int AS day, sum(entered) AS entered
      FROM spread WHERE entered <> 0 GROUP BY 1, 2, 3, 4, 5, 6, 7
), folded AS (
    INSERT INTO counters_total AS t
           (area_id, kind, grain, period, state, measure, facet, entered, "left", days)
    SELECT place, kind, 'ever', date '2000-01-01', state, measure, facet,
           sum(entered), sum("left"), NULL
      FROM spread GROUP BY 1, 2, 5, 6, 7
    UNION ALL
    SELECT place, kind, 'month', month, state, measure, facet, sum(entered), 0, {DAYS}
      FROM by_day GROUP BY 1, 2, 4, 5, 6, 7
    ON CONFLICT (area_id, kind, grain, period, state, measure, facet) DO UPDATE
       SET entered = t.entered + excluded.entered,
           "left" = t."left" + excluded."left",
           days = (SELECT array_agg(coalesce(d.kept + d.more, d.kept, d.more) ORDER BY d.n)
                     FROM unnest(t.days, excluded.days) WITH ORDINALITY AS d(kept, more, n))
)
SELECT count(*) FROM gone
"""  # noqa: S608 - built from constants


def fold(limit: int = 50_000) -> int:
    """Move up to `limit` committed deltas into the totals; returns how many it moved.

    One statement does both halves, so a reader sees each delta exactly once. A second
    folder at the same time returns 0 at once. The version of the totals moves along.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [FOLD_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_FOLD, [limit])
        moved = int(cursor.fetchone()[0])
        if moved:
            bump(TOTALS)
        return moved


def after_move(areas: Sequence[int] | None) -> None:
    """Areas have moved in the tree: their past moves along once the figures are rebuilt."""
    transaction.on_commit(rebuild_all.delay)


def fold_all() -> int:
    """Fold until nothing is left; returns how many deltas moved."""
    moved = 0
    while batch := fold():
        moved += batch
    return moved
