"""Making a proposal: with or without an account, for somebody else, and changing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from centres.directory.chosen import chosen_community
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.ui.page_questions import ask_one_by_one
from projects.proposals import queries, rules
from projects.proposals.detail_views import find
from projects.proposals.forms import EditForm, ForOthersForm, MakeForm, communities_for
from projects.proposals.services.editing import edit
from projects.proposals.services.making import make_proposal
from projects.proposals.similarity import Alike, similar_in_public
from projects.proposals.tracking_views import door

RATE = "10/hour"  # proposals from one address; staff enter many and are not counted
NEARLY_THE_SAME = 0.5  # above it one is asked once whether to support that one instead


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """One page: what is missing in one box, where, how to reach the person, the consent."""
    if getattr(request, "elder", False) and request.method != "POST":
        query = request.GET.urlencode()
        step = redirect("proposals:step", 1)
        step["Location"] += f"?{query}" if query else ""
        return step
    form = MakeForm(request.POST or None, request.FILES or None, **given_for(request))
    return _answer(request, form)


@for_staff("proposals.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def for_others(request: HttpRequest) -> HttpResponse:
    """Typing in a paper form, a call, a visit: the person gets the same number, slip and rights."""
    given = given_for(request, others=True)
    form = ForOthersForm(request.POST or None, request.FILES or None, **given)
    return _answer(request, form, others=True, layout="layouts/staff.html")


def _answer(request: HttpRequest, form: MakeForm, **context: Any) -> HttpResponse:
    status, alike = 200, []
    if request.method == "POST":
        if form.is_valid() and not form.cleaned_data["seen"]:
            alike = nearly_the_same(form)
        made, status = (None, 200) if alike else make_from(request, form)
        if made:
            return made
    context |= {"form": form, "alike": alike, "call": _call(request, form)}
    return render(request, "projects/proposals/new.html", context, status=status)


def _call(request: HttpRequest, form: MakeForm) -> Any:
    """The call this proposal would answer, to tell what is asked for."""
    code = str(form["call"].value() or "").replace("\0", "")
    if code:
        return queries.named_call(code)
    community = chosen_community(request)
    return queries.call_for(community) if community else None


def nearly_the_same(form: MakeForm) -> list[Alike]:
    """What is so much the same that one should look before sending."""
    found = similar_in_public(form.cleaned_data["text"], area=form.cleaned_data["community"])
    return [alike for alike in found if alike.score >= NEARLY_THE_SAME]


def given_for(request: HttpRequest, *, others: bool = False) -> dict[str, Any]:
    """What the forms need to know of the person asking."""
    code = request.GET.get("call", "")[:24].replace("\0", "")
    community = _asked_by(code) or chosen_community(request)
    return {
        "user": request.user,
        "communities": communities_for(request.user, others=others),
        "community": _typed(request) or community,
        "initial": {
            "community": community.code if community else "",
            "call": code,
        },
    }


def _asked_by(code: str) -> Area | None:
    """The community whose own call is answered; None for a call of many communities."""
    call = queries.named_call(code)
    asked: Area | None = call.area if call else None
    return asked if asked and asked.level == Area.Level.COMMUNITY else None


def _typed(request: HttpRequest) -> Area | None:
    code = request.POST.get("community", "")
    if not (code.isascii() and code.isdigit() and len(code) < 19):
        return None
    return Area.objects.filter(code=code, level=Area.Level.COMMUNITY).first()


def make_from(request: HttpRequest, form: MakeForm) -> tuple[HttpResponse | None, int]:
    """The answer when the proposal was made; else nothing and the status of the form's page."""
    if not form.is_valid():
        return None, 400
    staff = request.user.is_authenticated and request.user.holds_role
    if not staff and not throttle("proposal-make", limit_key(request), rate=RATE):
        form.add_error(None, _("Many proposals came from here just now. Please wait, or call us."))
        return None, 429
    try:
        by = request.user if request.user.is_authenticated else None
        proposal = make_proposal(by=by, **form.details())
    except ValidationError as error:
        form.take_errors(error)
        return None, 400
    door.keep(request, proposal)
    return redirect("proposals:made"), 302


@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """While somebody types: what sounds alike nearby, to support instead. A fragment."""
    area, text = _typed(request), request.POST.get("text", "")[:2000].replace("\0", "")
    few = throttle("proposal-similar", limit_key(request), rate="60/minute")
    found = similar_in_public(text, area=area) if area and few and len(text) > 5 else []
    return render(request, "projects/proposals/_similar.html", {"alike": found})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change a proposal as long as nobody has decided about it."""
    proposal = find(request, code)
    if not (rules.speaks_for(request.user, proposal) and rules.can_be_edited(proposal)):
        raise Http404
    own = request.user.pk == proposal.proposer_id
    staff = request.user.can("proposals.see", proposal.area)  # type: ignore[union-attr]

    def make(data: Any) -> EditForm:
        return EditForm(data, proposal=proposal, own=own)

    def send(form: EditForm) -> tuple[HttpResponse | None, int]:
        if form.is_valid():
            try:
                edit(proposal, by=request.user, **form.changes())  # type: ignore[arg-type]
            except ValidationError as error:
                form.take_errors(error)
            else:
                messages.success(request, _("Changed."))
                return redirect(proposal), 302
        return None, 400

    if getattr(request, "elder", False) and not staff:
        return ask_one_by_one(
            request,
            form=make,
            send=send,
            label=_("Save"),
            changing=True,
            leave=proposal.get_absolute_url(),
        )
    form = make(request.POST or None)
    done, status = send(form) if request.method == "POST" else (None, 200)
    context = {
        "form": form,
        "proposal": proposal,
        "layout": f"layouts/{'staff' if staff else 'resident'}.html",
    }
    return done or render(request, "projects/proposals/edit.html", context, status=status)
