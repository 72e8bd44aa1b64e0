"""What a step up to the approval does beside moving the project (DOMAIN 1.3).

Effects run under the lock, in the engine's transaction. What one returns goes into the log and
holds nothing personal.
"""

import datetime as dt
from typing import Any

from django.utils import timezone

from core.areas.calendar import add_working_days, working_days_between
from core.workflow.table import Call
from projects.delivery import figures, telling
from projects.delivery.guards import from_fund, motions_passed, running_notice, vote_began
from projects.delivery.limits import least_notice_days
from projects.funding.queries import books_for
from projects.funding.services import commit


def pass_vote(project: Any, call: Call) -> dict[str, Any]:
    """The vote counts; a budget the council amended holds from here."""
    motions = motions_passed(project, ("approve",), vote_began(project))
    motion = motions.order_by("-decided_at", "-pk").first()
    if motion is not None and motion.budget:
        project.budget = motion.budget
    project.is_fast_track = project.budget < project.rules.fast_track_below
    project.voted_at = call.at
    if project.first_passed_at is None:
        project.first_passed_at = call.at
        figures.first(project, figures.PASSED)
    return {"budget": str(project.budget)}


def ratify(project: Any, call: Call) -> None:
    """The vote after an emergency."""
    project.voted_at = call.at
    if project.first_passed_at is None:
        project.first_passed_at = call.at
        figures.first(project, figures.PASSED)


def publish_notice(project: Any, call: Call) -> dict[str, Any]:
    """Put the notice up as it reads today; its last day is counted in working days."""
    return _put_up(project, call, purpose="intent")


def publish_late_notice(project: Any, call: Call) -> dict[str, Any]:
    """The notice after an emergency, with its own clock."""
    return _put_up(project, call, purpose="late")


def _put_up(project: Any, call: Call, *, purpose: str) -> dict[str, Any]:
    given = {name: str(call.data.get(name) or "").strip() for name in ("fund", "implementer")}
    project.beneficiaries = str(call.data.get("beneficiaries") or project.beneficiaries).strip()
    days = int(call.data.get("days") or least_notice_days(project))
    project.notice_days = days
    today = timezone.localdate(call.at)
    _take_down(project, call)
    project.public_notices.create(
        purpose=purpose,
        days=days,
        starts=today,
        ends=add_working_days(today, days),
        title=project.title,
        summary=project.summary,
        place=project.place,
        kind=project.kind,
        budget=project.budget,
        beneficiaries=project.beneficiaries,
        vote=_vote_in_words(project),
        objections_to=str(call.data.get("objections_to") or project.supervision_phone).strip(),
        published_by=call.by,
        **given,
    )
    return {"days": days}


def _vote_in_words(project: Any) -> str:
    """For, against, abstained: figures only."""
    motion = project.motions.filter(outcome="passed").order_by("-decided_at", "-pk").first()
    if motion is None or motion.in_favour is None:
        return ""
    return f"{motion.in_favour} : {motion.against or 0} : {motion.abstained or 0}"


def object_to(project: Any, call: Call) -> dict[str, Any]:
    """Keep what was objected, encrypted; the notice waits. The log names nobody."""
    notice = running_notice(project)
    stop(notice, timezone.localdate(call.at))
    made = notice.objections.create(
        text=call.note,
        contact_name=str(call.data.get("contact_name") or "").strip(),
        contact_phone=str(call.data.get("contact_phone") or "").strip(),
        by=call.by,
        at=call.at,
    )
    telling.staff(project, "projects.objection", call)
    return {"objection": made.pk}


def stop(notice: Any, today: dt.date) -> None:
    """Stop the days of a notice that runs; what is left is kept."""
    if notice.ends is None:
        return
    notice.days_left = max(working_days_between(today, notice.ends), 0)
    notice.ends = None
    notice.save(update_fields=["days_left", "ends"])


def go_on(notice: Any, today: dt.date) -> None:
    """Let the rest of the days run from today."""
    if notice.ends is not None:
        return
    notice.ends = add_working_days(today, notice.days_left or 0)
    notice.days_left = None
    notice.save(update_fields=["days_left", "ends"])


def resume_notice(project: Any, call: Call) -> None:
    go_on(running_notice(project), timezone.localdate(call.at))


def uphold(project: Any, call: Call) -> None:
    """The objection is right: the notice ends, and the plan needs another vote and notice."""
    notice = running_notice(project)
    for objection in notice.objections.filter(answered_at=None):
        objection.answer, objection.upheld = call.note, True
        objection.answered_by, objection.answered_at = call.by, call.at
        objection.save()
        telling.objector(objection, call)
    _take_down(project, call)
    project.voted_at = None


def _take_down(project: Any, call: Call) -> None:
    project.public_notices.filter(ended_at=None).update(ended_at=call.at)


def end_notice(project: Any, call: Call) -> None:
    project.notice_ended_at = call.at
    _take_down(project, call)


def withdraw(project: Any, call: Call) -> None:
    """A notice that is up comes down with it."""
    _take_down(project, call)


def approve(project: Any, call: Call) -> dict[str, Any]:
    """Set the money aside in the same transaction; the ledger refuses what the book lacks."""
    year = timezone.localdate(call.at).year
    book = books_for(project.area, year).get(code=str(call.data["book"]))
    amount = from_fund(project, call)
    commit(book, project, amount, by=call.by)
    project.approved_at = call.at
    figures.first(project, figures.APPROVED)
    return {"book": book.code, "amount": str(amount), "budget": str(project.budget)}


def approve_first(project: Any, call: Call) -> dict[str, Any]:
    """The emergency path: marked for everybody, with a day for vote and notice (DOMAIN 1.6)."""
    project.is_emergency = True
    today = timezone.localdate(call.at)
    project.ratify_by = add_working_days(today, project.rules.ratify_days)
    return {**approve(project, call), "ratify_by": project.ratify_by.isoformat()}
