"""The record of an election, kept by staff."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.accounts.staff_pages import for_staff
from core.workflow.engine import available
from core.workflow.errors import Refused
from projects.councils import queries
from projects.councils.actions import act, number, one
from projects.councils.elections import services
from projects.councils.elections.forms import CandidateForm, ElectionForm
from projects.councils.elections.models import CouncilElection
from projects.councils.meetings.staff_views import my_council
from projects.councils.rules import RUN
from projects.councils.way import way_of


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """The committee begins its work."""
    council = my_council(request, code)
    last = council.terms.first()
    first = {"term_number": (last.number + 1) if last else 1, "seats": last.seats if last else None}
    empty = request.GET.get("empty", "")
    if last and len(empty) < 4 and empty.isdecimal():
        first = {"term_number": last.number, "seats": int(empty), "is_by_election": True}
    form = ElectionForm(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = services.begin_election(council, by=request.user, **form.cleaned_data)
                return redirect("councils:edit_election", made.code)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
    context = {"form": form, "title": _("New election"), "lead": council.name}
    return render(request, "projects/councils/form.html", context, status=status)


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Committee, candidates, votes; then the steps."""
    user: Any = request.user
    found = queries.elections_of(user).filter(code=code.replace("\0", "")).first()
    if found is None:
        raise Http404
    if request.method == "POST" and "do" in request.POST:
        again = partial(_page, request, found, ElectionForm(instance=found))
        back = "councils:edit_election"
        return act(request, found, _ACTIONS, back=back, args=(found.code,), again=again)
    form = ElectionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_election(found, by=user, **form.cleaned_data)
            return redirect("councils:edit_election", found.code)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
    return _page(request, found, form)


def _page(
    request: HttpRequest,
    found: CouncilElection,
    form: ElectionForm,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page; what was refused stands beside what was typed."""
    found.refresh_from_db()
    candidates: list[Any] = list(found.candidates.all())
    candidate_form = CandidateForm()
    if refused is not None and request.POST["do"] == "candidate":
        candidate_form = CandidateForm(request.POST)
        if candidate_form.is_valid():  # else it says itself what is wrong
            candidate_form.add_error(None, refused.message)
    elif refused is not None:
        for one in candidates:
            if str(one.pk) == request.POST.get("candidate"):
                one.tried, one.refused = request.POST, refused
    context = {
        "election": found,
        "form": form,
        "candidate_form": candidate_form,
        "candidates": candidates,
        "available": available(found, _user(request)),
        "steps": way_of(found),
        "open": found.status in ("preparing", "candidates"),
    }
    status = 200 if request.method != "POST" else 400
    return render(request, "projects/councils/edit_election.html", context, status=status)


def _candidate(election: CouncilElection, request: HttpRequest) -> str:
    form = CandidateForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(m for errors in form.errors.values() for m in errors))
    services.add_candidate(election, by=_user(request), **form.cleaned_data)
    return _("The candidate is written down.")


def _votes(election: CouncilElection, request: HttpRequest) -> str:
    candidate = one(election.candidates, request, "candidate")
    elected = request.POST.get("elected") == "1"
    try:
        votes = number(request, "votes")
    except ValueError as error:
        raise Refused(_("Please enter the votes as a number.")) from error
    services.note_votes(candidate, by=_user(request), votes=votes, elected=elected)
    return _("Kept.")


def _user(request: HttpRequest) -> Any:
    return request.user


_ACTIONS = {"candidate": _candidate, "votes": _votes}
