"""Who is told what about councils, meetings and votes."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from core.accounts.abilities import roles_with
from core.accounts.models import RoleGrant
from core.notices.services import Recipient, notify
from core.numbers.codes import readable
from projects.councils.rules import RUN


def member_as_recipient(member: Any) -> Recipient:
    """By account if she has one, else by phone."""
    if member.user_id:
        return Recipient(user=member.user)
    return Recipient(phone=member.phone, name=member.display_name)


def staff_of(area: Any) -> list[Recipient]:
    """Whoever runs the councils of this area today."""
    grants = RoleGrant.objects.in_force().filter(
        role__in=roles_with(RUN), area__code__in=area.path.strip("/").split("/")
    )
    users = {grant.user_id: grant.user for grant in grants.select_related("user")}
    return [Recipient(user=user) for user in users.values()]


def when(at: Any) -> str:
    """A day and an hour as one reads it."""
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def called(attendance: Any) -> None:
    """A member is called to a meeting, with the code to sign in there."""
    meeting = attendance.meeting
    context = {
        "title": meeting.title,
        "code": meeting.code,
        "when": when(meeting.starts_at),
        "place": meeting.place,
        "sign_in": readable(attendance.code),
    }
    to = member_as_recipient(attendance.member)
    notify("councils.called", to=to, key=meeting.code, obj=meeting, context=context)


def entered(attendance: Any) -> None:
    """A member hears that staff wrote her down as present."""
    meeting = attendance.meeting
    context = {"title": meeting.title, "code": meeting.code, "when": when(meeting.starts_at)}
    key = f"{meeting.code}:{attendance.at:%H%M%S}"
    to = member_as_recipient(attendance.member)
    notify("councils.entered", to=to, key=key, obj=meeting, context=context)


def of_count(run: Any, kind: str) -> None:
    """Whoever runs the vote hears how the count went."""
    ballot = run.ballot
    context = {"title": ballot.title, "code": ballot.code}
    for to in staff_of(ballot.area):
        notify(kind, to=to, key=f"{ballot.code}:{run.pk}", obj=ballot, context=context)
