"""What a step of a proposal does beside moving it. Runs under the lock, in the same transaction.

What an effect returns goes into the log and holds nothing personal.
"""

from decimal import Decimal
from typing import Any

from core.counters.versions import bump
from core.referral.doors import door_named
from core.workflow.engine import advance
from core.workflow.table import Call
from projects.delivery.services.founding import found_project
from projects.proposals import figures, guards, referring, telling
from projects.proposals.kinds import Exclusion, NextDoor

LISTS = "proposals"  # the version of everything the public sees of proposals and calls


def for_proposer(proposal: Any, call: Call) -> dict[str, Any]:
    """Notes in the log when somebody else spoke for the proposer."""
    own = call.by is not None and call.by.pk == proposal.proposer_id
    return {} if own else {"for": "proposer"}


def take_up(proposal: Any, call: Call) -> None:
    telling.behind(proposal, "proposals.taken_up", call, supporters=False)


def send_back(proposal: Any, call: Call) -> None:
    telling.behind(proposal, "proposals.sent_back", call, supporters=False)


def resubmit(proposal: Any, call: Call) -> dict[str, Any]:
    telling.staff(proposal, "proposals.resubmitted", call)
    return for_proposer(proposal, call)


def shortlist(proposal: Any, call: Call) -> dict[str, Any]:
    """A new project in public words, or one it joins; who stands behind it follows the project."""
    found = _screened(proposal, call)
    for field in ("public_title", "public_text"):
        setattr(proposal, field, str(call.data.get(field) or getattr(proposal, field)).strip())
    proposal.public_since = proposal.public_since or call.at
    proposal.kind, proposal.category = found.kind, found.category
    proposal.project = _joined(proposal, call) or _founded(proposal, found, call)
    # those merged into it earlier belong to the project as well: their people, and their acts
    for other in figures.merged_into(proposal):
        type(proposal)._base_manager.filter(pk=other).update(project=proposal.project)
    figures.shortlisted(proposal, call.at)
    telling.follow(proposal)
    bump(LISTS)
    telling.behind(proposal, "proposals.shortlisted", call)
    return {"project": proposal.project.code, "budget": str(found.budget)}


def _screened(proposal: Any, call: Call) -> Any:
    """The screening, completed by what the step says."""
    model = type(proposal).screening.related.related_model
    found = guards.found_by(proposal) or model(proposal=proposal)
    for name in ("kind", "category", "visited_on", "visit_note", "funded_note"):
        if call.data.get(name):
            setattr(found, name, call.data[name])
    found.budget = Decimal(guards.asked(proposal, call, "budget"))
    found.cleared, found.funded_elsewhere = list(Exclusion.values), False
    found.by, found.at = call.by, call.at
    found.save()
    return found


def _joined(proposal: Any, call: Call) -> Any:
    if not (code := str(call.data.get("join") or "").strip()):
        return None
    return type(proposal)._meta.get_field("project").related_model._base_manager.get(code=code)


def _founded(proposal: Any, found: Any, call: Call) -> Any:
    return found_project(
        area=proposal.area,
        title=proposal.public_title,
        summary=proposal.public_text,
        kind=found.kind,
        category=found.category,
        source=proposal.source,
        budget=found.budget,
        place=guards.public_place(proposal, call),
        estate=proposal.estate,
        longitude=proposal.longitude,
        latitude=proposal.latitude,
        by=call.by,
        channel=call.channel,
    )


def merge(proposal: Any, call: Call) -> dict[str, Any]:
    """It goes on in the other; authors and supporters count there, each person once."""
    other = guards.other_proposal(proposal, str(call.data["into"]))
    proposal.merged_into = other
    proposal.project = other.project
    moved, twice = figures.count_in(proposal, other)
    advance(other, "absorb", by=None, proposal=proposal.code)
    if other.project is not None:
        telling.follow(other)
    bump(LISTS)
    telling.behind(proposal, "proposals.merged", call, other=other)
    return {"into": other.code, "people": moved, "behind_both": twice}


def absorb(proposal: Any, call: Call) -> dict[str, Any]:
    telling.behind(proposal, "proposals.absorbed", call, supporters=False)
    return {"proposal": str(call.data.get("proposal", ""))}


def end_elsewhere(proposal: Any, call: Call) -> dict[str, Any]:
    """Declined or referred: with the reason goes the next door."""
    proposal.next_door = str(call.data.get("next_door") or NextDoor.WINDOW)
    reason = str(call.data.get("exclusion") or "")
    bump(LISTS)
    telling.behind(proposal, "proposals.elsewhere", call)
    return {"next_door": proposal.next_door, **({"exclusion": reason} if reason else {})}


def refer(proposal: Any, call: Call) -> dict[str, Any]:
    """Begun behind the next door if she agreed; else it waits for the call, or is a mere note."""
    proposal.next_door = str(call.data["next_door"])
    door, agreed = door_named(proposal.next_door), str(call.data.get("agreed") or "")
    bump(LISTS)
    if door is None or call.by is None:
        telling.behind(proposal, "proposals.passed_on", call)
        return {"next_door": proposal.next_door}
    if agreed:
        proposal.referred_to = referring.hand_over(
            proposal, door, by=call.by, agreed=agreed, data=dict(call.data)
        )
    told = "proposals.referred" if agreed else "proposals.refer_waits"
    telling.behind(proposal, told, call)
    return {"next_door": proposal.next_door, "number": proposal.referred_to}


def withdraw(proposal: Any, call: Call) -> dict[str, Any]:
    bump(LISTS)
    telling.behind(proposal, "proposals.withdrawn", call)
    return for_proposer(proposal, call)
