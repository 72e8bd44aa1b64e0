"""What happens with the steps of a residents' vote; a binding one moves its projects."""

from typing import Any

from core.counters.versions import bump
from core.workflow.engine import advance
from core.workflow.table import Call
from projects.councils.versions import RESULTS
from projects.delivery.versions import PROJECTS


def open_it(ballot: Any, call: Call) -> None:
    """From here the database refuses any change of its settings."""
    ballot.opened_at = call.at
    bump(PROJECTS)  # their pages lead to the vote
    if ballot.is_binding:
        for item in ballot.items.select_related("project"):
            if item.project.status in ("shortlisted", "vote_failed"):
                advance(item.project, "put_on_agenda", by=call.by, channel=call.channel)
            advance(item.project, "open_vote", by=call.by, channel=call.channel)


def close_it(ballot: Any, call: Call) -> None:
    ballot.closed_at = call.at
    bump(PROJECTS)


def note_count(ballot: Any, call: Call) -> dict[str, Any]:
    ballot.counted_at = call.at
    return {"votes": ballot.sheets.count()}


def publish_it(ballot: Any, call: Call) -> dict[str, Any]:
    """The result is in the open; a binding one decides over its projects in the same moment."""
    ballot.published_at, ballot.voted = call.at, ballot.sheets.count()
    bump(PROJECTS)
    bump(RESULTS)
    # delivery's guard asks the database whether a binding result is published
    type(ballot)._base_manager.filter(pk=ballot.pk).update(published_at=call.at)
    items = list(ballot.items.select_related("project"))
    if ballot.is_binding:
        for item in items:
            if item.project.status == "voting":
                step = "pass_vote" if item.won else "fail_vote"
                advance(item.project, step, by=call.by, channel=call.channel)
    return {"won": sum(bool(item.won) for item in items)}


def cancel_it(ballot: Any, call: Call) -> None:
    """Projects that waited for this vote go back to the shortlist."""
    bump(PROJECTS)
    if not ballot.is_binding or ballot.status == "draft":
        return
    for item in ballot.items.select_related("project").filter(project__status="voting"):
        advance(item.project, "take_off_agenda", by=call.by, note=call.note)
