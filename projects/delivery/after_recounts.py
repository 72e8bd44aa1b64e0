"""How ratings and changes are counted anew from their rows (core.counters.rebuilding)."""

from core.counters.rebuilding import declare_recount
from projects.delivery import change_steps
from projects.delivery.changes import ChangeRequest
from projects.delivery.ratings import Rating
from projects.delivery.services import rating


def _changes() -> None:
    rows = ChangeRequest.objects.exclude(outcome="").select_related("project").order_by("pk")
    for asked in rows.iterator(chunk_size=2000):
        change_steps.count(asked, asked.project)


def _ratings() -> None:
    rows = Rating.objects.select_related("project").order_by("pk")
    for one in rows.iterator(chunk_size=2000):
        rating.count(one)


declare_recount(change_steps.CHANGES, _changes)
declare_recount(rating.RATINGS, _ratings)
