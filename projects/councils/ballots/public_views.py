"""Voting, and everything around it that everybody may see."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.numbers.codes import readable
from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.ui.formatting import chinese
from core.ui.paging import keyset_page
from core.workflow.errors import NotAllowed, Refused, WorkflowError
from core.workflow.views import TransitionView
from projects.councils import queries
from projects.councils.ballots import casting, roll
from projects.councils.ballots.counting import as_election
from projects.councils.ballots.forms import CheckForm, VoteForm
from projects.councils.ballots.models import Ballot
from projects.councils.ballots.results import why
from projects.councils.kinds import Way
from projects.councils.rules import RUN, may_vote
from projects.councils.tally import write_pabulib
from projects.councils.way import way_of

PAGE = 20
SESSION, KEPT = "vote_receipt", 30 * 60  # seconds the receipt can be seen again
TRIES = "30/hour"  # votes with a code, and receipts looked up, from one address


def find_ballot(request: HttpRequest, code: str) -> Ballot:
    """A vote this person may see; 404 otherwise."""
    rows = Ballot.objects.visible_to(request.user).select_related("area__district", "call")
    return get_object_or_404(rows, code=code.replace("\0", ""))


@require_safe
def ballots(request: HttpRequest) -> HttpResponse:
    """All votes, newest first."""
    page = keyset_page(queries.public_ballots(), request, order=("-id",), size=PAGE)
    return render(request, "projects/councils/ballots.html", {"page": page})


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How a vote is counted, in one screen."""
    return render(request, "projects/councils/how.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, code: str) -> HttpResponse:
    """Vote, or see where it stands and what came of it."""
    found = find_ballot(request, code)
    items = casting.items_of(found)
    form = VoteForm(
        request.POST or None,
        ballot=found,
        items=items,
        needs_code=_needs_code(request, found),
        code_later=_is_elder(request) and "code" not in request.POST,
    )
    status, said = 200, ""
    if request.method == "POST":
        done, status, said = _vote(request, found, form)
        if done:
            return done
    context = {
        "ballot": found,
        "items": _shown(found, items),
        "form": form,
        "said": said,
        "total": form.total() if form.is_bound else None,
        "asked": _asked_after_choice(request, form),
        "why_not": _why_not(request, found),
        "votes": queries.turnout(found),
        "ways": _named_ways(found) if found.status == "published" else [],
        "run": found.runs.order_by("-id").first() if found.status == "published" else None,
        "steps": way_of(found) if found.status != "open" else [],
        "may_run": request.user.is_authenticated and request.user.can(RUN, found.area),
    }
    return render(request, "projects/councils/ballot.html", context, status=status)


def _named_ways(ballot: Ballot) -> list[tuple[Any, int]]:
    return [(Way(way).label, number) for way, number in queries.by_way(ballot).items()]


def _needs_code(request: HttpRequest, ballot: Ballot) -> bool:
    """Whoever has no account here may vote with a code from the centre."""
    return not (request.user.is_authenticated and may_vote(request.user, ballot))


def _is_elder(request: HttpRequest) -> bool:
    return bool(getattr(request, "elder", False))


def _asked_after_choice(request: HttpRequest, form: VoteForm) -> str:
    """What the elder version asks next, a page each: the "code", then to be "sure" of all.

    Empty while it asks for the choice, and in the version that asks for all at once.
    """
    chosen = form.is_bound and not form.errors.keys() - {"code"}
    if not (chosen and _is_elder(request)) or "sum" in request.POST:
        return ""
    if form.code_later or form.errors:
        return "code"
    return "" if request.POST.get("sure") == "1" else "sure"


def _vote(
    request: HttpRequest, ballot: Ballot, form: VoteForm
) -> tuple[HttpResponse | None, int, str]:
    if not form.is_valid():
        return None, 400, ""
    if "sum" in request.POST or _asked_after_choice(request, form):
        return None, 200, ""
    try:
        receipt = _cast(request, ballot, form)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return None, 400, ""
    except NotAllowed as error:
        return None, 403, error.message
    except WorkflowError as error:
        return None, 409, error.message
    request.session[SESSION] = [ballot.code, receipt, int(timezone.now().timestamp()) + KEPT]
    return redirect("councils:receipt", ballot.code), 302, ""


def _cast(request: HttpRequest, ballot: Ballot, form: VoteForm) -> str:
    choices = form.cleaned_data["choices"]
    if not form.needs_code:
        return casting.cast(ballot, by=request.user, choices=choices)
    if not throttle("vote-code", limit_key(request), rate=TRIES):
        raise Refused(_("Many tries came from here just now. Please wait, or call us."))
    return casting.cast_with_code(ballot, code=form.cleaned_data["code"], choices=choices)


def _why_not(request: HttpRequest, ballot: Ballot) -> str:
    """Why this person cannot vote now; "code" for whoever needs one, empty if she can."""
    if not ballot.is_open:
        return "closed"
    if _needs_code(request, ballot):
        return "code"
    user: Any = request.user
    return "voted" if roll.is_marked(ballot, roll.voter_of(user)) else ""


def _shown(ballot: Ballot, items: list[Any]) -> list[Any]:
    """The items in their order, or, once published, winners first, each with its reasons."""
    if ballot.status != "published":
        return items
    for item in items:
        told = why(item.explanation, str(ballot.budget)) if item.explanation else []
        item.reasons = ("" if chinese() else " ").join(told)
    return sorted(items, key=lambda i: (not i.won, i.place or 0, -(i.votes or 0), i.position))


@never_cache
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Thank you, and the code that proves the vote is in. Shown for half an hour."""
    of, text, until = request.session.get(SESSION, ("", "", 0))
    found = find_ballot(request, code)
    if of != found.code or timezone.now().timestamp() > until:
        return redirect("councils:check")
    context = {"ballot": found, "receipt": readable(text)}
    return render(request, "projects/councils/receipt.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Look a receipt up: whether the vote is counted, and what stands on it."""
    form = CheckForm(request.POST or None)
    sheet, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            if not throttle("vote-receipt", limit_key(request), rate=TRIES):
                form.add_error(None, _("Many tries came from here just now. Please wait."))
                status = 429
            else:
                sheet = casting.sheet_of(form.cleaned_data["receipt"])
                status = 200 if sheet else 404
                if sheet is None:
                    form.add_error("receipt", _("We find no vote under this receipt."))
    chosen = []
    if sheet is not None:
        items = {item.position: item for item in sheet.ballot.items.all()}
        chosen = [items[position] for position in sheet.choices]
    context = {"form": form, "sheet": sheet, "chosen": chosen}
    return render(request, "projects/councils/check.html", context, status=status)


@require_safe
def pabulib(request: HttpRequest, code: str) -> HttpResponse:
    """The whole vote as a Pabulib file, without anybody's name or time: count it yourself."""
    found = find_ballot(request, code)
    if found.status != "published":
        raise Http404
    won = {i.project.code for i in casting.items_of(found) if i.won}
    answer = HttpResponse(write_pabulib(as_election(found), won), "text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}.pb"'
    return answer


class BallotStepView(TransitionView):
    """Every step of a vote."""

    model = Ballot

    def more_context(self) -> dict[str, Any]:
        return {"layout": "layouts/staff.html"}
