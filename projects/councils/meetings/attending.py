"""Who came: by one's own code or account, or entered by staff, marked so and told."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.numbers.codes import normalise_tracking_code
from core.privacy.fields import blind_indexes
from core.workflow.errors import Refused
from projects.councils import telling
from projects.councils.kinds import Presence
from projects.councils.meetings.models import Attendance, Meeting
from projects.councils.rules import require

BEFORE_END = ("called", "in_session")


def attendance_by_code(code: str) -> Attendance | None:
    """Whose code this is; None for any that is not one."""
    indexes = blind_indexes(normalise_tracking_code(code) or "-", "meeting code")
    rows = Attendance.objects.filter(code_index__in=indexes)
    return rows.select_related("meeting__area", "member").first()


def sign_in_by_code(code: str) -> Attendance:
    """The member is there, by her own code. Raises Refused. Twice is once."""
    found = attendance_by_code(code)
    if found is None:
        raise Refused(_("We do not know this code. Please check it, or ask at the table."))
    return _arrive(found, Presence.CODE, None)


def sign_in_by_account(meeting: Meeting, *, by: User) -> Attendance:
    """The member is there, by her own account. Raises Refused."""
    found = meeting.attendance.filter(member__user=by).first()
    if found is None:
        raise Refused(_("You are not on the list of this meeting."))
    return _arrive(found, Presence.ACCOUNT, None)


def enter_attendance(attendance: Attendance, *, by: User) -> Attendance:
    """Staff write down that a member came; she is told, so that nobody is put on a list unseen
    (DOMAIN 1.5). Raises NotAllowed, Refused."""
    require(by, attendance.meeting.area)
    if attendance.member.user_id == by.pk:
        return _arrive(attendance, Presence.ACCOUNT, None)
    return _arrive(attendance, Presence.STAFF, by)


@transaction.atomic
def take_back_attendance(attendance: Attendance, *, by: User) -> None:
    """Put right what staff entered by mistake; what members did themselves stays."""
    require(by, attendance.meeting.area)
    row = _locked(attendance)
    if row.how != Presence.STAFF:
        raise Refused(_("Only what staff entered can be taken back."))
    row.how, row.at, row.entered_by = "", None, None
    row.save(update_fields=["how", "at", "entered_by"])


@transaction.atomic
def _arrive(attendance: Attendance, how: str, by: User | None) -> Attendance:
    row = _locked(attendance)
    if row.how:
        return row
    row.how, row.at, row.entered_by = how, timezone.now(), by
    row.save(update_fields=["how", "at", "entered_by"])
    if by is not None:
        telling.entered(row)
    return row


def _locked(attendance: Attendance) -> Attendance:
    """The row with its meeting's row held, so that nobody comes in while a motion is counted."""
    meeting = Meeting.objects.select_for_update().get(pk=attendance.meeting_id)
    if meeting.status not in BEFORE_END:
        raise Refused(_("The meeting is over."))
    if meeting.is_to_come:
        raise Refused(_("Nobody is there before the day of the meeting."))
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    row.meeting = meeting
    return row
