"""What must be true before a meeting goes on."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.workflow.table import Call, Refused
from projects.councils.meetings.queries import charter_in_force


def has_agenda(meeting: Any, call: Call) -> None:
    """Nobody is called together without being told what for."""
    if not meeting.agenda.exists():
        raise Refused(_("Please put something on the agenda first."))


def its_day_has_come(meeting: Any, call: Call) -> None:
    """The members are invited for a day: nobody decides before it, while they are to come."""
    if timezone.localdate(call.at) < meeting.day:
        said = _(
            "The council is invited for {day}, and the meeting is opened on that day. If it is to"
            " be earlier, please cancel it and call the council anew."
        )
        raise Refused(said.format(day=date_format(meeting.day, "DATE_FORMAT")))


def has_charter(meeting: Any, call: Call) -> None:
    """A meeting counts by a charter in force, and over members in office."""
    today = timezone.localdate(call.at)
    if charter_in_force(meeting.council, today) is None:
        raise Refused(_("The council has no charter in force. Please enter it first."))
    if not meeting.council.members.in_office(today).exists():
        raise Refused(_("The council has no members in office."))


def nothing_is_open(meeting: Any, call: Call) -> None:
    """Each motion has its answer, or was withdrawn."""
    if meeting.motions.filter(outcome="").exists():
        raise Refused(_("A motion is still open. Please count it, or withdraw it."))


def has_minutes(meeting: Any, call: Call) -> None:
    """What is published says something."""
    if not meeting.minutes.strip():
        raise Refused(_("Please write the minutes first."))
