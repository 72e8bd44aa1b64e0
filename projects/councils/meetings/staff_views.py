"""Running a meeting in one evening on one page: who came, what about, motions, counts."""

from decimal import Decimal, InvalidOperation
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
from projects.councils.actions import act, number, one, typed
from projects.councils.bodies import ResidentsCouncil
from projects.councils.kinds import Counting, Subject
from projects.councils.meetings import attending, calling, minutes, motions, speaking
from projects.councils.meetings.forms import CallForm
from projects.councils.meetings.models import Meeting
from projects.councils.meetings.public_views import agenda_of
from projects.councils.meetings.queries import has_quorum
from projects.councils.meetings.questions import projects_to_decide, with_questions
from projects.councils.rules import RUN
from projects.councils.telling import member_as_recipient
from projects.councils.way import way_of


def my_council(request: HttpRequest, code: str) -> ResidentsCouncil:
    """A council this person runs; 404 otherwise."""
    user: Any = request.user
    found = queries.my_councils(user).filter(area__code=code.replace("\0", "")).first()
    if found is None:
        raise Http404
    return found


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Call a council together."""
    council = my_council(request, code)
    form = CallForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                meeting = calling.call_meeting(council, by=request.user, **form.cleaned_data)
                return redirect("councils:run", meeting.code)
            except Refused as refused:
                form.add_error(None, refused.message)
    context = {"form": form, "title": _("Call a meeting"), "lead": council.name}
    return render(request, "projects/councils/form.html", context, status=status)


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, code: str) -> HttpResponse:
    """The one page of the evening."""
    user: Any = request.user
    rows = queries.meetings_of(user).select_related("council__area", "charter", "area")
    found = rows.filter(code=code.replace("\0", "")).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        typed_in = request.POST.get("do") in TYPED_IN
        again = partial(_evening, request, found) if typed_in else None
        return act(request, found, ACTIONS, back="councils:run", args=(found.code,), again=again)
    return _evening(request, found)


def _evening(request: HttpRequest, found: Meeting, refused: Refused | None = None) -> HttpResponse:
    attendance = list(found.attendance.select_related("member").order_by("member_id"))
    came = [a for a in attendance if a.how]
    projects = projects_to_decide(found.area)
    agenda = with_questions(agenda_of(found))
    if refused is not None:
        _give_back(agenda, request, refused)
    context = {
        "meeting": found,
        "attendance": attendance,
        "came": came,
        "quorate": has_quorum(found),
        "least": _least(found, attendance),
        "agenda": agenda,
        "projects": projects.exclude(agenda_items__meeting=found),
        "countings": Counting.choices,
        "available": available(found, _user(request)),
        "steps": way_of(found),
        "draft": found.minutes or minutes.drafted(found),
    }
    status = 200 if refused is None else 400
    return render(request, "projects/councils/run.html", context, status=status)


def _give_back(agenda: list[Any], request: HttpRequest, refused: Refused) -> None:
    """What was typed stands in its form again, with what is wrong about it."""
    name = TYPED_IN[request.POST["do"]]
    motions_ = [motion for item in agenda for motion in item.motions.all()]
    for row in motions_ if name == "motion" else agenda:
        if str(row.pk) == request.POST.get(name):
            row.tried, row.refused = request.POST, refused


def _least(meeting: Meeting, attendance: list[Any]) -> int | None:
    """How many must be there; before the opening by the charter as it is now."""
    charter = meeting.charter or meeting.council.charters.order_by("-since").first()
    members = meeting.members_in_office or len(attendance)
    return charter.quorum.least(members) if charter else None


def _here(meeting: Meeting, request: HttpRequest) -> str:
    row = one(meeting.attendance.select_related("member__user"), request, "member")
    attending.enter_attendance(row, by=_user(request))
    if not member_as_recipient(row.member).exists:
        return _("Written down. The member has no phone or account here: please tell her.")
    return _("Written down; the member is told.")


def _not_here(meeting: Meeting, request: HttpRequest) -> str:
    attending.take_back_attendance(one(meeting.attendance, request, "member"), by=_user(request))
    return _("Taken back.")


def _add_item(meeting: Meeting, request: HttpRequest) -> str:
    project = None
    if request.POST.get("project"):
        project = one(projects_to_decide(meeting.area), request, "project")
    title = typed(request, "title", 120)
    calling.put_on_agenda(meeting, by=_user(request), title=title, project=project)
    return _("It is on the agenda.")


def _raise_hand(meeting: Meeting, request: HttpRequest) -> str:
    row = one(meeting.attendance.exclude(how=""), request, "member")
    speaking.raise_hand(one(meeting.agenda, request, "item"), row.member, by=_user(request))
    return _("The speaking order is longer by one.")


def _spoken(meeting: Meeting, request: HttpRequest) -> str:
    item = one(meeting.agenda, request, "item")
    speaking.has_spoken(one(item.speeches, request, "speech"), by=_user(request))
    return _("Next, please.")


def _note(meeting: Meeting, request: HttpRequest) -> str:
    item = one(meeting.agenda, request, "item")
    minutes.note_item(item, by=_user(request), text=typed(request, "note", 2000, lines=True))
    return _("Kept.")


def _motion(meeting: Meeting, request: HttpRequest) -> str:
    item = one(meeting.agenda.select_related("project"), request, "item")
    given = {"subject": request.POST.get("subject", ""), "counting": request.POST["counting"]}
    if given["subject"] not in Subject.values or given["counting"] not in Counting.values:
        raise ValueError("subject")
    text = typed(request, "text", 300) or item.title
    motions.put_motion(item, by=_user(request), text=text, budget=_budget(request), **given)
    return _("The motion is put. Please count.")


def _budget(request: HttpRequest) -> Decimal | None:
    text = request.POST.get("budget", "").replace(",", "").strip()
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not (amount.is_finite() and 0 < amount < Decimal(10) ** 12):
        raise Refused(_("Please enter the new budget in yuan."), field="budget")
    return amount.quantize(Decimal("0.01"))


def _recuse(meeting: Meeting, request: HttpRequest) -> str:
    row = one(meeting.attendance.exclude(how=""), request, "member")
    motion = one(meeting.motions, request, "motion")
    reason = typed(request, "reason", 120)
    motions.recuse(motion, row.member, by=_user(request), reason=reason)
    return _("The member steps out of this motion.")


def _decide(meeting: Meeting, request: HttpRequest) -> str:
    abstained = request.POST.get("abstained", "").strip()
    found = one(meeting.motions, request, "motion")
    try:
        votes: dict[str, int | None] = {
            "in_favour": number(request, "in_favour"),
            "against": number(request, "against", empty=0),
            "abstained": number(request, "abstained") if abstained else None,
        }
    except ValueError as error:
        said = _("Please enter the votes as whole numbers.")
        raise Refused(said, field=str(error)) from None
    motion = motions.decide(found, by=_user(request), **votes)
    return str(motion.get_outcome_display())


def _withdraw(meeting: Meeting, request: HttpRequest) -> str:
    motions.withdraw_motion(one(meeting.motions, request, "motion"), by=_user(request))
    return _("The motion is withdrawn.")


def _minutes(meeting: Meeting, request: HttpRequest) -> str:
    text = typed(request, "text", 20_000, lines=True)
    minutes.write_minutes(meeting, by=_user(request), text=text)
    return _("The minutes are kept.")


def _user(request: HttpRequest) -> Any:
    return request.user


TYPED_IN = {"decide": "motion", "motion": "item"}  # actions with something typed, and about what
ACTIONS = {
    "here": _here,
    "not_here": _not_here,
    "add_item": _add_item,
    "raise_hand": _raise_hand,
    "spoken": _spoken,
    "note": _note,
    "motion": _motion,
    "recuse": _recuse,
    "decide": _decide,
    "withdraw": _withdraw,
    "minutes": _minutes,
}
