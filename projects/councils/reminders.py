"""Who is reminded of meetings, minutes and votes that end soon."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.notices.reminders import TOO_LATE, Due, Reminder, declare, working_days_before
from projects.councils import queries, telling
from projects.councils.ballots.models import Ballot
from projects.councils.bodies import ResidentsCouncil
from projects.councils.meetings.models import Meeting

DAY = dt.timedelta(days=1)
LOOK_BACK = TOO_LATE + 5 * DAY  # older ones were asked in an earlier sweep


def meets_tomorrow(now: dt.datetime) -> Iterable[Due]:
    """Every member called, a day before."""
    rows = Meeting.objects.filter(status="called", starts_at__gt=now, starts_at__lte=now + DAY)
    for meeting in rows.select_related("area").prefetch_related("attendance__member__user"):
        to = [telling.member_as_recipient(a.member) for a in meeting.attendance.all()]
        context = {
            "title": meeting.title,
            "code": meeting.code,
            "when": telling.when(meeting.starts_at),
            "place": meeting.place,
        }
        at = meeting.starts_at - DAY
        yield Due(meeting, to, "councils.remind_meeting", "1d", context, at)


def time_to_meet(now: dt.datetime) -> Iterable[Due]:
    """Staff, when the charter's days since the last meeting have passed and none is called."""
    rows = ResidentsCouncil.objects.annotate(last=Max("meetings__opened_at"))
    rows = rows.filter(last__isnull=False).exclude(meetings__status="called")
    for council in rows.select_related("area").prefetch_related("charters"):
        charters = list(council.charters.all())
        every = charters[0].days_between_meetings if charters else 31
        at = council.last + every * DAY
        if not now - LOOK_BACK <= at <= now:
            continue
        context = {"council": council.name, "days": (now - council.last).days, "every": every}
        to = telling.staff_of(council.area)
        yield Due(council, to, "councils.remind_to_meet", f"{council.last:%Y%m%d}", context, at)


def minutes_waiting(now: dt.datetime) -> Iterable[Due]:
    """Staff, on the morning of the day by which minutes should be published."""
    rows = Meeting.objects.filter(
        status="closed", due_at__lte=now + DAY, due_at__gte=now - LOOK_BACK
    )
    for meeting in rows.select_related("area"):
        assert meeting.due_at is not None, "the query asks for one"
        at = working_days_before(meeting.due_at, 0)
        if not now - LOOK_BACK <= at <= now:
            continue
        until = timezone.localtime(meeting.due_at).date()
        context = {"title": meeting.title, "code": meeting.code, "until": until}
        to = telling.staff_of(meeting.area)
        yield Due(meeting, to, "councils.remind_minutes", "due", context, at)


def vote_ends_soon(now: dt.datetime) -> Iterable[Due]:
    """Staff, two days before a vote ends: whoever has no phone may still be visited."""
    rows = Ballot.objects.filter(status="open", closes_at__gt=now, closes_at__lte=now + 2 * DAY)
    for ballot in rows.select_related("area"):
        context = {
            "title": ballot.title,
            "code": ballot.code,
            "when": telling.when(ballot.closes_at),
            "voted": queries.turnout(ballot),
        }
        to = telling.staff_of(ballot.area)
        at = (ballot.closes_at or now) - 2 * DAY
        yield Due(ballot, to, "councils.ballot_closing", "2d", context, at)


declare(
    Reminder("councils.meets_tomorrow", meets_tomorrow, _("Council meetings tomorrow")),
    Reminder("councils.time_to_meet", time_to_meet, _("Councils that should meet")),
    Reminder("councils.minutes_waiting", minutes_waiting, _("Minutes to be published")),
    Reminder("councils.vote_ends_soon", vote_ends_soon, _("Votes that end soon")),
)
