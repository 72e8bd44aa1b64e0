"""Wishes that nobody has taken on yet, the longest waiting first."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from core.areas.models import Area
from core.ui.caching import cached, look_of
from portal.desk.candidates import Ask, due_places
from volunteers.wishes.effects import WALL
from volunteers.wishes.models import MicroWish

SHOWN = 5


def lines(request: HttpRequest, areas: Sequence[Area]) -> str:
    """Them as lines of the desk: public words, shared by all who look after these areas."""

    def make() -> str:
        context = {"wishes": longest_waiting(areas), "now": timezone.now()}
        return render_to_string("portal/desk/_unclaimed.html", context).strip()

    parts = (*look_of(request), *(str(area.pk) for area in areas))
    return mark_safe(cached("unclaimed", parts, make, version=WALL))  # noqa: S308 - a template drew it


def longest_waiting(areas: Sequence[Area]) -> list[MicroWish]:
    """At most five wishes on the wall in these areas; private ones have a helper chosen."""
    state = MicroWish.workflow.by_state["published"]
    (places,) = due_places(areas, Ask([(MicroWish, state)], SHOWN))
    keys = [place.pk for place in places[:SHOWN]]
    found = MicroWish.objects.filter(pk__in=keys).select_related("area")
    return list(found.order_by("published_at", "pk"))
