"""Councils as those see them who run them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.accounts.staff_pages import for_staff
from core.operations.faults import bad_request
from core.ui.paging import keyset_page
from core.workflow.errors import Refused
from projects.councils import founding, queries
from projects.councils.actions import act, one
from projects.councils.areas import my_areas
from projects.councils.bodies import CouncilMember, ResidentsCouncil
from projects.councils.forms import (
    CharterForm,
    CouncilForm,
    LeaveForm,
    MemberForm,
    PartyForm,
    TermForm,
)
from projects.councils.meetings.staff_views import my_council
from projects.councils.rules import RUN

PAGE = 20


@for_staff(RUN)
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """Everything of one's councils: meetings and votes, elections, the councils themselves."""
    user: Any = request.user
    context = {
        "councils": queries.my_councils(user)[:PAGE],
        "meetings": queries.meetings_of(user)[:PAGE],
        "page": keyset_page(queries.ballots_of(user), request, order=("-id",), size=PAGE),
        "elections": queries.elections_of(user)[:PAGE],
    }
    return render(request, "projects/councils/manage.html", context)


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def new_council(request: HttpRequest) -> HttpResponse:
    """A council that the portal did not know yet."""
    user: Any = request.user
    form = CouncilForm(request.POST or None, areas=my_areas(user))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            given = dict(form.cleaned_data)
            try:
                council = founding.found_council(given.pop("area"), by=user, **given)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                return redirect("councils:edit_council", council.area.code)
    context = {"form": form, "title": _("New council")}
    return render(request, "projects/councils/form.html", context, status=status)


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_council(request: HttpRequest, code: str) -> HttpResponse:
    """Members, term and charter of one council."""
    council = my_council(request, code)
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            wrong = _with_faults(request, council)
        except ValueError:
            return bad_request(request)
        if not wrong:
            return act(request, council, _ACTIONS, back="councils:edit_council", args=(code,))
    term = council.terms.first()
    today = timezone.localdate()
    members = list(council.members.in_office(today).order_by("id"))
    context = {
        "council": council,
        "term": term,
        "today": today,
        "members": [(member, _leave_form(member, wrong)) for member in members],
        "empty_seats": max(term.seats - len(members), 0) if term else 0,
        "charter": council.charters.first(),
        "charter_form": CharterForm(initial={"since": today}),
        "member_form": MemberForm(initial={"since": today}),
        "term_form": TermForm(initial={"number": (term.number + 1) if term else 1, "since": today}),
        "party_form": PartyForm(initial={"party_members": term.party_members if term else None}),
        **wrong,
    }
    status = 400 if wrong else 200
    return render(request, "projects/councils/edit_council.html", context, status=status)


_FORMS: dict[str, Any] = {
    "charter": CharterForm,
    "member": MemberForm,
    "term": TermForm,
    "party": PartyForm,
}


def _leave_form(member: CouncilMember, wrong: Mapping[str, Any]) -> LeaveForm:
    sent: LeaveForm | None = wrong.get("leave_form")
    if sent is not None and sent.member == member:
        return sent
    return LeaveForm(member=member, initial={"until": timezone.localdate()})


def _leaving(council: ResidentsCouncil, request: HttpRequest) -> LeaveForm:
    return LeaveForm(request.POST, member=one(council.members.in_office(), request, "member"))


def _with_faults(request: HttpRequest, council: ResidentsCouncil) -> dict[str, Any]:
    """The form that was sent, with its messages, to be shown again; nothing when it is right.

    Raises ValueError where it names no member.
    """
    asked = request.POST.get("do", "")
    form = _FORMS[asked](request.POST) if asked in _FORMS else None
    if asked == "leave":
        form = _leaving(council, request)
    return {} if form is None or form.is_valid() else {f"{asked}_form": form}


def _valid(form: Any) -> Any:
    form.is_valid()  # `_with_faults` asked before
    return form


def _charter(council: ResidentsCouncil, request: HttpRequest) -> str:
    settings = _valid(CharterForm(request.POST)).settings()
    founding.adopt_charter(council, by=_user(request), **settings)
    return _("The new version is in the record.")


def _member(council: ResidentsCouncil, request: HttpRequest) -> str:
    given = _valid(MemberForm(request.POST)).cleaned_data
    founding.seat_member(council, by=_user(request), **given)
    return _("The member is in office.")


def _leave(council: ResidentsCouncil, request: HttpRequest) -> str:
    form = _valid(_leaving(council, request))
    last = form.cleaned_data["until"]
    founding.leave_office(form.member, by=_user(request), on=last)
    said = _("{name} is in office until {day}, and no longer.")
    return said.format(name=form.member.display_name, day=date_format(last, "DATE_FORMAT"))


def _term(council: ResidentsCouncil, request: HttpRequest) -> str:
    given = _valid(TermForm(request.POST)).cleaned_data
    if council.terms.filter(number=given["number"]).exists():
        raise Refused(_("This term is in the record already."))
    founding.begin_term(council, by=_user(request), **given)
    return _("Kept.")


def _party(council: ResidentsCouncil, request: HttpRequest) -> str:
    term = council.terms.first()
    if term is None:
        raise Refused(_("Please enter the term first."))
    given = _valid(PartyForm(request.POST)).cleaned_data
    founding.note_party_members(term, by=_user(request), number=given["party_members"])
    return _("Kept as a number.")


def _user(request: HttpRequest) -> Any:
    return request.user


_ACTIONS = {
    "charter": _charter,
    "member": _member,
    "leave": _leave,
    "term": _term,
    "party": _party,
}
