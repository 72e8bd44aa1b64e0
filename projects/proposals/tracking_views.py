"""Following a proposal without an account: tracking code and four digits, and the paper slip."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.tracking.door import Door
from projects.proposals import rules
from projects.proposals.detail_views import find, told
from projects.proposals.models import Proposal
from projects.proposals.services.tracking import VERBS, act_by_tracking, track
from projects.proposals.telling import phone_to_call


def _rows() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("area", "project", "merged_into")


door = Door("proposals", "projects/proposals", _rows, track, act_by_tracking, tuple(VERBS))


@never_cache
@require_safe
def tracked(request: HttpRequest) -> HttpResponse:
    """Her proposal, its way, and her own steps."""
    try:
        proposal = door.followed(request)
    except Http404:
        return redirect("proposals:track")
    context = {
        "proposal": proposal,
        "steps": told(proposal, own=True),
        "arrows": door.steps_of(proposal),
        "lead": proposal.lead,
        "phone": phone_to_call(proposal),
    }
    return render(request, "projects/proposals/tracked.html", context)


@never_cache
@require_safe
def made(request: HttpRequest) -> HttpResponse:
    """It has arrived: number, tracking code, what happens next, the slip."""
    try:
        proposal = door.followed(request)
    except Http404:
        return redirect("proposals:track")
    return render(request, "projects/proposals/made.html", {"proposal": proposal})


@never_cache
@require_safe
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """The paper slip in large type: number, tracking code, QR; for her and who speaks for her."""
    if door.follows(request, code):
        proposal = door.followed(request)
    else:
        proposal = find(request, code)
        if not rules.speaks_for(request.user, proposal):
            raise Http404
    phone = phone_to_call(proposal)
    context = {"proposal": proposal, "qr": door.qr(request, proposal), "phone": phone}
    return render(request, "projects/proposals/slip.html", context)
