"""Wishes that nobody has taken on yet, the longest waiting first."""

from collections.abc import Sequence

from core.areas.models import Area
from portal.desk.candidates import due_places
from volunteers.wishes.models import MicroWish

SHOWN = 5


def longest_waiting(areas: Sequence[Area]) -> list[MicroWish]:
    """At most five wishes on the wall in these areas; private ones have a helper chosen."""
    state = MicroWish.workflow.by_state["published"]
    keys = [place.pk for place in due_places([(MicroWish, state)], areas, limit=SHOWN)]
    found = MicroWish.objects.filter(pk__in=keys).select_related("area")
    return list(found.order_by("published_at", "pk"))
