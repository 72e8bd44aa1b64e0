"""What happens with the steps of a meeting."""

from typing import Any

from django.utils import timezone

from core.workflow.engine import advance
from core.workflow.table import Call
from projects.councils.meetings.queries import charter_in_force


def open_it(meeting: Any, call: Call) -> dict[str, Any]:
    """Fix the charter of the day and how many members there are: by these all is counted."""
    today = timezone.localdate(call.at)
    meeting.charter = charter_in_force(meeting.council, today)
    meeting.members_in_office = meeting.council.members.in_office(today).count()
    meeting.opened_at = call.at
    return {"members": meeting.members_in_office, "charter": meeting.charter.version}


def close_it(meeting: Any, call: Call) -> dict[str, Any]:
    meeting.closed_at = call.at
    outcomes = list(meeting.motions.values_list("outcome", flat=True))
    return {"passed": outcomes.count("passed"), "failed": outcomes.count("failed")}


def publish_them(meeting: Any, call: Call) -> None:
    meeting.published_at = call.at


def take_projects_off(meeting: Any, call: Call) -> None:
    """What waited for this evening alone goes back to the shortlist."""
    for item in meeting.agenda.select_related("project").filter(project__status="deliberating"):
        elsewhere = item.project.agenda_items.filter(meeting__status__in=["called", "in_session"])
        if not elsewhere.exclude(meeting=meeting).exists():
            advance(item.project, "take_off_agenda", by=call.by, note=call.note)
