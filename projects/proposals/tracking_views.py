"""Following a proposal without an account: tracking code and four digits, and the paper slip."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.numbers.codes import normalise_tracking_code
from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.ui.qr import qr_svg
from core.workflow.errors import Refused, WorkflowError
from projects.proposals import rules
from projects.proposals.detail_views import find, told
from projects.proposals.models import Proposal
from projects.proposals.services.tracking import VERBS, act_by_tracking, track

SESSION = "tracked_proposal"
KEPT = 30 * 60  # seconds after which the code is asked for again


class TrackForm(forms.Form):
    """What stands on the slip."""

    code = forms.CharField(
        label=_("Tracking code"),
        max_length=40,
        help_text=_("Twelve letters and digits, on your slip or in the message."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    last4 = forms.CharField(
        label=_("Last four digits of the phone"),
        max_length=12,
        help_text=_("Without a phone: the last four digits of the number on the slip."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def track_form(request: HttpRequest, data: Any = None) -> TrackForm:
    """The form, with the code of the slip's QR already in it."""
    return TrackForm(data, initial={"code": request.GET.get("code", "")[:40]})


def track_from(request: HttpRequest, form: TrackForm) -> tuple[HttpResponse | None, int]:
    """On to the proposal, or nothing and the status of the page that says why not.

    One refusal for every mistake; tries are limited.
    """
    if not form.is_valid():
        return None, 400
    code, last4 = form.cleaned_data["code"], form.cleaned_data["last4"]
    if not _may_try(request, code):
        form.add_error(None, _("That was a lot of tries. Please wait a while, or call us."))
        return None, 429
    if proposal := track(code, last4):
        request.session[SESSION] = [proposal.code, int(timezone.now().timestamp()) + KEPT]
        return redirect("proposals:tracked"), 302
    form.add_error(None, _("Code and digits do not fit together. Please look at the slip again."))
    return None, 400


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track_proposal(request: HttpRequest) -> HttpResponse:
    """Ask for code and digits; in elder mode one after the other."""
    if getattr(request, "elder", False) and request.method != "POST":
        rest = request.GET.urlencode()
        first = reverse("proposals:track_step", args=[1])
        return redirect(f"{first}?{rest}" if rest else first)
    form = track_form(request, request.POST or None)
    done, status = track_from(request, form) if request.method == "POST" else (None, 200)
    if done:
        return done
    return render(request, "projects/proposals/track.html", {"form": form}, status=status)


def _may_try(request: HttpRequest, code: str) -> bool:
    by_address = throttle("track-address", limit_key(request), rate="20/15 minutes")
    by_code = throttle("track-code", normalise_tracking_code(code), rate="8/15 minutes")
    return by_address and by_code


def _followed(request: HttpRequest) -> Proposal:
    """The proposal proven by code in this session; 404 once the time is over."""
    code, until = request.session.get(SESSION, ("", 0))
    rows = Proposal.objects.select_related("area", "project", "merged_into")
    proposal = rows.filter(code=code).first()
    if proposal is None or timezone.now().timestamp() > until:
        raise Http404
    return proposal


def _hers(proposal: Proposal) -> list[Any]:
    """The steps open to the proposer from here, as on the page of somebody signed in."""
    table = proposal.workflow.by_name
    return [table[v] for v in VERBS if proposal.status in table[v].sources]


@never_cache
@require_safe
def tracked(request: HttpRequest) -> HttpResponse:
    """Her proposal, its way, and her own steps."""
    try:
        proposal = _followed(request)
    except Http404:
        return redirect("proposals:track")
    context = {
        "proposal": proposal,
        "steps": told(proposal, own=True),
        "arrows": _hers(proposal),
        "lead": proposal.lead,
    }
    return render(request, "projects/proposals/tracked.html", context)


@require_POST
def tracked_step(request: HttpRequest, transition: str) -> HttpResponse:
    """One of her own steps, without an account."""
    proposal = _followed(request)
    if transition not in VERBS:
        raise Http404
    note = request.POST.get("note", "")[:2000].replace("\0", "")
    try:
        act_by_tracking(proposal, transition, note=note)
    except (WorkflowError, Refused) as error:
        messages.error(request, str(error.message))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, proposal.state.said or _("Done."))
    return redirect("proposals:tracked")


@never_cache
@require_safe
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """The paper slip in large type: number, tracking code, QR; for her and who speaks for her."""
    proposal = _slip_of(request, code)
    address = f"{reverse('proposals:track')}?code={proposal.tracking_code}"
    context = {"proposal": proposal, "qr": qr_svg(request.build_absolute_uri(address))}
    return render(request, "projects/proposals/slip.html", context)


def _slip_of(request: HttpRequest, code: str) -> Proposal:
    if request.session.get(SESSION, ("",))[0] == code:
        return _followed(request)
    proposal = find(request, code)
    if not rules.speaks_for(request.user, proposal):
        raise Http404
    return proposal
