"""One proposal: its words, who stands behind it, its way so far, and what one may do about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.files.queries import files_of
from core.privacy.masking import mask_name, mask_phone
from core.workflow.engine import available
from core.workflow.errors import Refused
from core.workflow.queries import Step, timeline
from core.workflow.views import TransitionView
from projects.proposals import referring, rules
from projects.proposals.models import Proposal
from projects.proposals.queries import standing_behind
from projects.proposals.services.supporting import support, take_back
from projects.proposals.supporters import Supporter
from projects.proposals.telling import phone_to_call

PARTS = {
    "proposer": _("the proposer"),
    "staff": _("community staff"),
    "resident": _("a resident"),
    "proxy": _("who typed it in"),
    "system": _("the portal"),
}


def find(request: HttpRequest, code: str) -> Proposal:
    """The proposal if this person may see it; 404 otherwise."""
    rows = Proposal.objects.visible_to(request.user)  # type: ignore[attr-defined]
    rows = rows.select_related("area__community", "project", "merged_into", "call", "estate")
    found: Proposal = get_object_or_404(rows, code=code)
    return found


def told(proposal: Proposal, *, own: bool) -> list[dict[str, Any]]:
    """The way of a proposal as a parcel's; notes only for those who may read them."""
    return [_line(step, proposal, own) for step in timeline(proposal)]


def _line(step: Step, proposal: Proposal, own: bool) -> dict[str, Any]:
    record = step.record
    part = record.part
    if part == "system" and record.on_behalf_of == "proposer":
        part = "proposer"  # without an account
    return {
        "title": step.said,
        "at": record.at,
        "detail": f"{proposal.area.name} · {PARTS.get(part, '')}",
        "note": record.note if own else "",
        "state": "now" if step.now else "done",
    }


@never_cache
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a proposal, the same address for visitors, supporters, the proposer and staff."""
    try:
        proposal = find(request, code)
    except Http404:
        return redirect(_where_it_went(request, code))
    user: Any = request.user
    own = rules.reads_own_words(user, proposal)
    staff = user.is_authenticated and user.can("proposals.see", proposal.area)
    context = {
        "proposal": proposal,
        "lead": proposal.lead,
        "phone": phone_to_call(proposal),
        "own": own,
        "staff": staff,
        "layout": f"layouts/{'staff' if staff else 'resident'}.html",
        "steps": told(proposal, own=own),
        "arrows": available(proposal, user) if user.is_authenticated else [],
        "standing": standing_behind(proposal),
        "mine": _my_part(proposal, user),
        "may_support": rules.can_be_supported(proposal),
        "may_write_down": rules.enters_supporters(user, proposal),
        "may_screen": user.is_authenticated and user.can("proposals.screen", proposal.area),
        "may_refer_on": _may_refer_on(user, proposal),
        "may_edit": rules.speaks_for(user, proposal) and rules.can_be_edited(proposal),
        "may_print": rules.speaks_for(user, proposal),
        "contact": contact_of(proposal) if rules.may_see_contact(user, proposal) else [],
        "photos": files_of(proposal) if own else [],
    }
    return render(request, "projects/proposals/detail.html", context)


def _where_it_went(request: HttpRequest, code: str) -> Proposal:
    """Where one goes on that everybody could read until it was merged; 404 for any other.

    For whoever kept its address, on paper or in a message.
    """
    once_read = Proposal.objects.filter(merged_into__isnull=False, public_since__isnull=False)
    return find(request, get_object_or_404(once_read, code=code).lead.code)


def _may_refer_on(user: Any, proposal: Proposal) -> bool:
    """Whether this person may hand it over, once the proposer has agreed."""
    door = referring.door_of(proposal)
    if door is None or proposal.referred_to or not user.is_authenticated:
        return False
    return all(user.can(one, proposal.area) for one in ("proposals.screen", door.ability))


def _my_part(proposal: Proposal, user: Any) -> str:
    """author, supporter, or nothing."""
    if not user.is_authenticated:
        return ""
    rows = Supporter.objects.filter(counted_in=proposal, user=user)
    return rows.values_list("basis", flat=True).first() or ""


def contact_of(proposal: Proposal) -> list[tuple[Any, str, str]]:
    """Label, masked value and field of each contact value there is."""
    found = [
        ("contact_name", mask_name(proposal.contact_name)),
        ("contact_phone", mask_phone(proposal.contact_phone)),
    ]
    return [(Proposal._meta.get_field(n).verbose_name, v, n) for n, v in found if v]


class ProposalTransitionView(TransitionView):
    """The form behind each button of a proposal."""

    model = Proposal
    template_name = "projects/proposals/arrow.html"

    def form(self, data: Any = None) -> Any:
        """What the screening page knows already comes along in the address."""
        form = super().form(data)
        for name in ("into", "join"):
            if name in form.fields and self.request.GET.get(name):
                form.initial[name] = self.request.GET[name][:24]
        return form

    def more_context(self) -> dict[str, Any]:
        """Staff stay in their frame, and see the own words while they decide."""
        user: Any = self.request.user
        staff = user.can("proposals.see", self.obj.area)
        return {"own": staff, "layout": f"layouts/{'staff' if staff else 'resident'}.html"}


@require_POST
@login_required
def give_support(request: HttpRequest, code: str) -> HttpResponse:
    """Support it, or no longer; one person counts once however often the button is pressed."""
    proposal = find(request, code)
    user: Any = request.user
    if request.POST.get("support") == "0":
        if take_back(proposal, by=user):
            messages.success(request, _("Your support is taken back."))
        return redirect(proposal.lead)
    try:
        _row, new = support(proposal, by=user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        said = _("Thank you. You hear of every step.") if new else _("You support it already.")
        messages.success(request, said)
    return redirect(proposal.lead if proposal.lead.is_in_public else "proposals:list")
