"""Making the counters anew from what they count: after a move in the tree, or to mend them.

Totals are summed along the tree as it stood when they were folded, so a community that moves
to another subdistrict leaves its past with the old one until its figures are rebuilt.
"""

from collections.abc import Callable, Iterable

from django.db import connection, transaction

from core.counters.models import Delta, Total
from core.counters.services import gathered

_recounts: dict[str, Callable[[], None]] = {}


def declare_recount(kind: str, recount: Callable[[], None]) -> None:
    """How the figures of a kind are recorded anew: `recount` writes all its deltas."""
    _recounts[kind] = recount


def recountable() -> list[str]:
    """The kinds that can be rebuilt."""
    return list(_recounts)


@transaction.atomic
def rebuild(kinds: Iterable[str] | None = None) -> None:
    """Throw the figures of these kinds (all, unless told) away and record them anew.

    Writers wait meanwhile; readers see the old figures until it is done. Folding comes later.
    """
    chosen = recountable() if kinds is None else list(kinds)
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE counters_delta IN SHARE ROW EXCLUSIVE MODE")
    Delta.objects.filter(kind__in=chosen).delete()
    Total.objects.filter(kind__in=chosen).delete()
    with gathered():
        for kind in chosen:
            _recounts[kind]()
