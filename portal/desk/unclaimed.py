"""Wishes that nobody has taken on yet, the longest waiting first."""

from collections.abc import Sequence

from core.areas.models import Area
from portal.desk.candidates import columns_of, together
from volunteers.wishes.models import MicroWish

SHOWN = 5


def longest_waiting(areas: Sequence[Area]) -> list[MicroWish]:
    """At most five wishes on the wall in these areas; private ones have a helper chosen."""
    parts = [
        MicroWish.objects.filter(**{column: pk, "status": "published"})
        .order_by("due_at")
        .values_list("due_at", "pk")[:SHOWN]
        for column, pk in columns_of(areas)
    ]
    keys = [pk for _due, pk in sorted(together(parts))[:SHOWN]]
    found = MicroWish.objects.filter(pk__in=keys).select_related("area")
    return list(found.order_by("published_at", "pk"))
