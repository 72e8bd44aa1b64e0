"""Preparing a vote, and the table where papers and codes are handed out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.accounts.staff_pages import for_staff
from core.areas.scope import within
from core.numbers.codes import readable
from core.workflow.engine import available
from core.workflow.errors import Refused, WorkflowError
from projects.councils import queries
from projects.councils.actions import act, one
from projects.councils.areas import my_areas
from projects.councils.ballots import called, casting, preparing, roll
from projects.councils.ballots.errors import AlreadyVoted
from projects.councils.ballots.forms import AreaBallotForm, BallotForm, TableForm
from projects.councils.ballots.models import Ballot
from projects.councils.kinds import Way
from projects.councils.rules import RUN
from projects.councils.way import way_of


def find_mine(request: HttpRequest, code: str) -> Ballot:
    """A vote this person runs; 404 otherwise."""
    user: Any = request.user
    rows = Ballot.objects.filter(within(user.areas_where(RUN))).select_related("area__district")
    found = rows.filter(code=code.replace("\0", "")).first()
    if found is None:
        raise Http404
    return found


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new draft; `?call=` makes it the vote on what that call brought."""
    user: Any = request.user
    if request.GET.get("call"):
        return _new_for_call(request, user)
    form = AreaBallotForm(request.POST or None, areas=my_areas(user))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            fields = dict(form.cleaned_data)
            ballot = preparing.prepare_ballot(fields.pop("area"), by=user, **fields)
            return redirect("councils:edit_ballot", ballot.code)
    context = {"form": form, "title": _("New vote"), "back": "councils:manage"}
    return render(request, "projects/councils/form.html", context, status=status)


def _new_for_call(request: HttpRequest, user: Any) -> HttpResponse:
    code = request.GET["call"].replace("\0", "")
    call = get_object_or_404(called.calls_to_vote_on(user), code=code)
    first = {"title": call.title, "budget": call.budget}
    form = BallotForm(request.POST or None, call=call, initial=first)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            ballot = preparing.prepare_ballot(call.area, by=user, call=call, **form.cleaned_data)
            preparing.put_all_on_ballot(ballot, by=user)
            return redirect("councils:edit_ballot", ballot.code)
    lead = _("On what came in by “{call}”. {worth}.").format(
        call=call.title, worth=call.get_voting_display()
    )
    context = {"form": form, "title": _("New vote"), "lead": lead, "back": "councils:manage"}
    return render(request, "projects/councils/form.html", context, status=status)


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """One vote as its staff see it: settings and projects while it is a draft, then its course."""
    found = find_mine(request, code)
    if request.method == "POST" and "do" in request.POST:
        return act(request, found, _ACTIONS, back="councils:edit_ballot", args=(found.code,))
    form = BallotForm(request.POST or None, instance=found)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                preparing.change_settings(found, by=request.user, **form.cleaned_data)
                return redirect("councils:edit_ballot", found.code)
            except Refused as refused:
                form.add_error(None, refused.message)
    found.refresh_from_db()
    context = {
        "ballot": found,
        "form": form,
        "items": casting.items_of(found),
        "choices": called.projects_for(found) if found.status == "draft" else [],
        "steps": way_of(found),
        "available": [
            arrow
            for arrow in available(found, request.user)
            if arrow.name != "close" or not found.is_open
        ],
        "votes": queries.turnout(found),
        "papers": [
            (_("Papers handed out"), found.marks.filter(way="paper").count()),
            (_("Papers counted"), queries.by_way(found).get(Way.PAPER, 0)),
        ],
        "batches": found.batches.select_related("first_by", "second_by"),
        "run": found.runs.order_by("-id").first(),
    }
    return render(request, "projects/councils/edit_ballot.html", context, status=status)


def _put_on(ballot: Ballot, request: HttpRequest) -> str:
    project = one(called.projects_for(ballot), request, "project")
    preparing.put_on_ballot(ballot, project, by=request.user)
    return _("It is on the ballot.")


def _take_off(ballot: Ballot, request: HttpRequest) -> str:
    preparing.take_off_ballot(one(ballot.items, request, "item"), by=request.user)
    return _("It is off the ballot.")


def _put_all_on(ballot: Ballot, request: HttpRequest) -> str:
    number = preparing.put_all_on_ballot(ballot, by=request.user)  # type: ignore[arg-type]
    return ngettext(
        "{n} project was put on the ballot.", "{n} projects were put on the ballot.", number
    ).format(n=number)


_ACTIONS = {"put_on": _put_on, "put_all_on": _put_all_on, "take_off": _take_off}


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, code: str) -> HttpResponse:
    """At the table: a paper or a code for somebody who cannot vote online by account."""
    found = find_mine(request, code)
    form = TableForm(request.POST or None)
    given, status = "", 200
    context: dict[str, Any] = {"ballot": found}
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status, given = _hand_out(request, found, form, context)
    context |= {"form": form if status != 200 or not context.get("done") else TableForm()}
    context |= {"given": given, "handed": found.marks.filter(way="paper").count()}
    return render(request, "projects/councils/table.html", context, status=status)


def _hand_out(
    request: HttpRequest, ballot: Ballot, form: TableForm, context: dict[str, Any]
) -> tuple[int, str]:
    user: Any = request.user
    try:
        if request.POST.get("what") == "code":
            code = roll.hand_out_code(ballot, by=user, **form.cleaned_data)
            context["done"] = _("A code was handed out. It is shown once, here.")
            return 200, readable(code)
        roll.hand_out_paper(ballot, by=user, **form.cleaned_data)
        context["done"] = _("Marked on the roll. Please hand out one paper.")
        return 200, ""
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return 400, ""
    except AlreadyVoted:
        form.add_error(None, _("This person has voted already, or holds a paper or a code."))
    except WorkflowError as error:
        form.add_error(None, error.message)
    return 409, ""
