"""Counting again from the rows and the log, to check what the counters say."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from django.db import connection
from django.utils import timezone

from core.counters.services import counted
from core.workflow.history import Cell, write_figures
from core.workflow.models import TransitionRecord, WorkflowModel

Key = tuple[int, str, str, str]  # area, state, facet, measure

_STOCK = """
SELECT area_id, state, facet, measure, sum(n) FROM (
    SELECT area_id, state, facet, measure, entered - "left" AS n FROM counters_delta
     WHERE kind = %(kind)s
    UNION ALL
    SELECT area_id, state, facet, measure, entered - "left" FROM counters_total
     WHERE kind = %(kind)s AND grain = 'ever'
       AND area_id IN (SELECT DISTINCT area_id FROM {table})
) x GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
"""
_MOVES = """
SELECT area_id, to_state, count(*) FROM workflow_transitionrecord
 WHERE kind = %(kind)s AND from_state <> to_state GROUP BY 1, 2
"""
_ENTERED = """
SELECT area_id, state, sum(n) FROM (
    SELECT area_id, state, entered AS n FROM counters_delta
     WHERE kind = %(kind)s AND measure = 'count'
    UNION ALL
    SELECT area_id, state, entered FROM counters_total
     WHERE kind = %(kind)s AND measure = 'count' AND grain = 'ever'
       AND area_id IN (SELECT DISTINCT area_id FROM {table})
) x GROUP BY 1, 2 HAVING sum(n) <> 0
"""


def _recounted(model: type[WorkflowModel]) -> dict[Key, Decimal]:
    sums: Counter[Key] = Counter()
    for obj in model._base_manager.order_by("pk").iterator(chunk_size=2000):
        for measure, amount in counted(obj.facet(), obj.figures()).figures.items():
            sums[obj.area_id, obj.status, obj.facet(), measure] += amount  # type: ignore[assignment]
    return {key: Decimal(n) for key, n in sums.items() if n}


def _rows(model: type[WorkflowModel], sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(table=model._meta.db_table), {"kind": model.workflow.kind})
        return cursor.fetchall()


def record_anew(model: type[WorkflowModel]) -> None:
    """Write all deltas of a kind from its log, each object counting as it counts now."""
    objects = {
        obj.pk: counted(obj.facet(), obj.figures())
        for obj in model._base_manager.order_by("pk").iterator(chunk_size=2000)
    }
    entered: Counter[Cell] = Counter()
    left: Counter[Cell] = Counter()
    log = TransitionRecord.objects.filter(kind=model.workflow.kind).order_by("id")
    columns = ("object_id", "area_id", "from_state", "to_state", "at")
    for pk, area_id, came_from, to, at in log.values_list(*columns).iterator(chunk_size=5000):
        if came_from == to or pk not in objects:
            continue
        day, what = timezone.localdate(at), objects[pk]
        for measure, amount in what.figures.items():
            if amount:
                entered[area_id, day, what.facet, measure, to] += amount  # type: ignore[assignment]
                if came_from:
                    left[area_id, day, what.facet, measure, came_from] += amount  # type: ignore[assignment]
    write_figures(model.workflow.kind, entered, left)


def differences(model: type[WorkflowModel]) -> Iterator[str]:
    """Each place where counters and rows disagree, in words; nothing when all is well.

    The caller reads one snapshot. Objects must hang on areas that do not contain one another
    (all on communities, or all on grids).
    """
    kind = model.workflow.kind
    said = {(a, s, f, m): n for a, s, f, m, n in _rows(model, _STOCK)}
    rows = _recounted(model)
    for key in sorted(said.keys() | rows.keys()):
        if said.get(key, 0) != rows.get(key, 0):
            yield f"{kind} {key}: counters {said.get(key, 0)}, rows {rows.get(key, 0)}"
    entered = {(a, s): n for a, s, n in _rows(model, _ENTERED)}
    moves = {(a, s): n for a, s, n in _rows(model, _MOVES)}
    for place in sorted(entered.keys() | moves.keys()):
        if entered.get(place, 0) != moves.get(place, 0):
            yield (
                f"{kind} entered {place}: "
                f"counters {entered.get(place, 0)}, log {moves.get(place, 0)}"
            )
