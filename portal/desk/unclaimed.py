"""Wishes that nobody has taken on yet, the longest waiting first."""

from collections.abc import Sequence

from core.areas.models import Area
from portal.desk.candidates import Ask, due_places
from volunteers.wishes.models import MicroWish

SHOWN = 5


def longest_waiting(areas: Sequence[Area]) -> list[MicroWish]:
    """At most five wishes on the wall in these areas; private ones have a helper chosen."""
    state = MicroWish.workflow.by_state["published"]
    (places,) = due_places(areas, Ask([(MicroWish, state)], SHOWN))
    keys = [place.pk for place in places[:SHOWN]]
    found = MicroWish.objects.filter(pk__in=keys).select_related("area")
    return list(found.order_by("published_at", "pk"))
