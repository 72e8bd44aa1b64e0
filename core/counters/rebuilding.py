"""Making the counters anew from what they count: after a move in the tree, or to mend them.

Totals are summed along the tree as it stood when they were folded, so a community that moves
to another subdistrict leaves its past with the old one until its figures are rebuilt.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import connection, transaction

from core.areas.models import Area
from core.counters.metrics import metrics
from core.counters.models import Delta, Total
from core.counters.services import gathered, tried
from core.counters.versions import TOTALS, bump

_recounts: dict[str, Callable[[], None]] = {}


def declare_recount(kind: str, recount: Callable[[], None]) -> None:
    """How the figures of a kind are recorded anew: `recount` writes all its deltas."""
    _recounts[kind] = recount


def recountable() -> list[str]:
    """The kinds that can be rebuilt."""
    return list(_recounts)


_CELLS = """
SELECT area_id, state, facet, measure, sum(entered), sum("left") FROM (
    SELECT a.area_id, state, facet, measure, entered, "left" FROM counters_delta d,
    LATERAL (SELECT DISTINCT unnest(ARRAY[d.area_id, d.district_id, d.subdistrict_id,
             d.community_id, d.grid_id]) AS area_id) a
     WHERE kind = %(kind)s AND a.area_id = ANY(%(areas)s)
    UNION ALL
    SELECT area_id, state, facet, measure, entered, "left" FROM counters_total
     WHERE kind = %(kind)s AND grain = 'ever' AND area_id = ANY(%(areas)s)
) x GROUP BY 1, 2, 3, 4
"""


def differing(kind: str) -> Iterator[str]:
    """Each place where the figures of a kind are not what recording them anew would give.

    Nothing is written. For kinds that no workflow counts; the caller reads one snapshot. Objects
    may hang on any area: each is compared with all that lies below it.
    """
    anew: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    with tried() as deltas:
        _recounts[kind]()
    counted = {delta.area_id for delta in deltas}
    areas = sorted({*_leaves(counted | _counted_areas(kind)), *counted})
    above = _above(areas)
    for delta in deltas:
        for area in above[delta.area_id]:
            key = (area, delta.state, delta.facet, delta.measure)
            anew[*key, "entered"] += delta.entered
            anew[*key, "left"] += delta.left
    said: dict[tuple[Any, ...], Decimal] = {}
    with connection.cursor() as cursor:
        cursor.execute(_CELLS, {"kind": kind, "areas": areas})
        for *key, entered, left in cursor.fetchall():
            said[*key, "entered"], said[*key, "left"] = entered, left
    for key in sorted(said.keys() | anew.keys()):
        if said.get(key, 0) != anew.get(key, 0):
            yield f"{kind} {key}: counters {said.get(key, 0)}, rows {anew.get(key, 0)}"


def _above(areas: list[int]) -> dict[int, list[int]]:
    """For each of these areas, those of them that contain it, itself included."""
    chains = Area.objects.filter(pk__in=areas).values_list(
        "pk", "district_id", "subdistrict_id", "community_id", "grid_id"
    )
    return {chain[0]: sorted({*chain} & {*areas}) for chain in chains}


def _counted_areas(kind: str) -> set[int]:
    totals = Total.objects.filter(kind=kind, grain=Total.Grain.EVER)
    return set(totals.values_list("area_id", flat=True).distinct())


def _leaves(areas: set[int]) -> list[int]:
    """Those that contain no other of them: totals of the others are sums of these."""
    paths = dict(Area.objects.filter(pk__in=areas).values_list("path", "pk"))
    ordered = [*sorted(paths), ""]  # whatever lies below an area follows it at once
    return [paths[path] for path, following in pairwise(ordered) if not following.startswith(path)]


@transaction.atomic
def rebuild(kinds: Iterable[str] | None = None) -> None:
    """Throw the figures of these kinds (all, unless told) away and record them anew.

    Writers wait meanwhile; readers see the old figures until it is done. Folding comes later.
    What is kept of figures that ask the rows is forgotten as well.
    """
    chosen = recountable() if kinds is None else list(kinds)
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE counters_delta IN SHARE ROW EXCLUSIVE MODE")
        # every call of a trigger looks through all that is still to be checked at commit: a
        # million rows would take hours
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    Delta.objects.filter(kind__in=chosen).delete()
    Total.objects.filter(kind__in=chosen).delete()
    for name in sorted({TOTALS, *(metric.version for metric in metrics())} - {""}):
        bump(name)  # in one order, so that no two wait for each other
    with gathered():
        for kind in chosen:
            _recounts[kind]()
