"""What happens with the steps of an election."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.areas.calendar import add_working_days
from core.workflow.table import Call

NOTICE_DAYS = 5  # working days the result stands on notice


def begin_notice(election: Any, call: Call) -> dict[str, Any]:
    """The result stands on notice for so many working days."""
    today = timezone.localdate(call.at)
    election.notice_until = add_working_days(today, NOTICE_DAYS)
    return {"notice_until": election.notice_until.isoformat()}


def seat_the_elected(election: Any, call: Call) -> dict[str, Any]:
    """A new term begins with those elected; the members before them leave office today.

    A by-election fills seats of the running term and sends nobody away.
    """
    today = timezone.localdate(call.at)
    council = election.council
    elected = list(election.candidates.filter(elected=True).order_by("position"))
    if election.is_by_election:
        term = council.terms.first()
    else:
        _end_the_last_term(council, today)
        term = council.terms.create(number=election.term_number, since=today, seats=election.seats)
    how = "by_election" if election.is_by_election else "election"
    for candidate in elected:
        council.members.create(
            term=term,
            user=candidate.user,
            display_name=candidate.display_name,
            phone=candidate.phone,
            role=candidate.role,
            elected=how,
            election=election,
            since=today,
        )
    return {"elected": len(elected)}


def _end_the_last_term(council: Any, today: dt.date) -> None:
    yesterday = today - dt.timedelta(days=1)
    leaving = council.members.filter(Q(until__isnull=True) | Q(until__gte=today))
    leaving.filter(since__lt=today).update(until=yesterday)
    leaving.filter(since__gte=today).update(until=today)
    open_terms = council.terms.filter(Q(until__isnull=True) | Q(until__gte=today))
    open_terms.filter(since__lt=today).update(until=yesterday)
