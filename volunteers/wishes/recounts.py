"""How first steps and claims are counted anew from their rows (core.counters.rebuilding)."""

from core.counters.rebuilding import declare_recount
from volunteers.wishes import figures
from volunteers.wishes.claims import Claim
from volunteers.wishes.kinds import ClaimEnd
from volunteers.wishes.models import MicroWish


def _steps() -> None:
    figures.all_steps(MicroWish.objects.order_by("pk").iterator(chunk_size=2000))


def _claims() -> None:
    kept = Claim.objects.filter(ended_how__in=("", ClaimEnd.FULFILLED)).order_by("pk")
    for claim in kept.select_related("wish").iterator(chunk_size=2000):
        figures.claim_taken(claim.wish, claim)


declare_recount(figures.STEPS, _steps)
declare_recount(figures.CLAIMS, _claims)
