"""Calling a council together: the meeting, its agenda, and a code for each member."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.numbers.codes import new_tracking_code
from core.numbers.services import next_code
from core.workflow.engine import advance, start
from core.workflow.errors import Refused
from projects.councils import telling
from projects.councils.bodies import CouncilMember, ResidentsCouncil
from projects.councils.meetings.models import AgendaItem, Attendance, Meeting
from projects.councils.rules import require

BEFORE_END = ("called", "in_session")
WAITING = ("shortlisted", "vote_failed")


@transaction.atomic
def call_meeting(
    council: ResidentsCouncil,
    *,
    by: User | None,
    title: str,
    starts_at: dt.datetime,
    place: str,
    channel: str = "web",
) -> Meeting:
    """A new meeting. Every member in office is told, with a code to sign in there.

    Raises NotAllowed; Refused when the council has no members in office.
    """
    require(by, council.area)
    members = list(council.members.in_office(timezone.localdate(starts_at)).select_related("user"))
    if not members:
        raise Refused(_("The council has no members in office."))
    meeting = Meeting(
        area=council.area,
        council=council,
        title=title,
        starts_at=starts_at,
        place=place,
        code=next_code(council.area, series="YS"),
    )
    start(meeting, by=by, channel=channel)
    for member in members:
        telling.called(_expect(meeting, member))
    return meeting


def _expect(meeting: Meeting, member: CouncilMember) -> Attendance:
    return Attendance.objects.create(meeting=meeting, member=member, code=new_tracking_code())


@transaction.atomic
def put_on_agenda(
    meeting: Meeting, *, by: User | None, title: str = "", project: Any = None
) -> AgendaItem:
    """One thing more to talk about; a project that waits for the council goes on its agenda.

    Raises NotAllowed, WrongState, Refused.
    """
    require(by, meeting.area)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.status not in BEFORE_END:
        raise Refused(_("The meeting is over."))
    if project is not None:
        _fits(locked, project)
        title = title or project.title
        if project.status in WAITING:
            advance(project, "put_on_agenda", by=by)
    if not title.strip():
        raise Refused(_("Please say what is talked about."), field="title")
    last = locked.agenda.aggregate(last=Max("position"))["last"] or 0
    return AgendaItem.objects.create(
        meeting=locked, position=last + 1, title=title.strip(), project=project
    )


def _fits(meeting: Meeting, project: Any) -> None:
    if not project.area.path.startswith(meeting.area.path):
        raise Refused(_("This project belongs to another area."), field="project")
    if meeting.agenda.filter(project=project).exists():
        raise Refused(_("This project is on the agenda already."), field="project")
