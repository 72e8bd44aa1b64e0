"""Motions: put, stepped out of, counted by the charter. What passes moves its project."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.workflow.engine import advance
from core.workflow.errors import Refused
from projects.councils.bodies import CouncilMember
from projects.councils.kinds import Counting, Outcome, Subject
from projects.councils.meetings.models import AgendaItem, Meeting, Motion, Recusal
from projects.councils.meetings.queries import has_quorum, present_count, recused_count
from projects.councils.meetings.questions import subjects_for
from projects.councils.rules import require
from projects.councils.versions import MOTIONS
from projects.delivery.amounts import can_be_meant
from projects.delivery.versions import PROJECTS


def _in_session(pk: int) -> Meeting:
    """The meeting, held until the end of the transaction. Raises Refused."""
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("charter", "area").get(pk=pk)
    )
    if meeting.status != "in_session":
        raise Refused(_("The meeting is not in session."))
    return meeting


def _needs_quorum(meeting: Meeting) -> None:
    charter, members = meeting.charter, meeting.members_in_office or 0
    if charter is None or not has_quorum(meeting):
        least = charter.quorum.least(members) if charter else members
        raise Refused(
            _("Only {here} of {members} members are here; {least} are needed for a vote.").format(
                here=present_count(meeting), members=members, least=least
            )
        )


@transaction.atomic
def put_motion(
    item: AgendaItem,
    *,
    by: User | None,
    text: str,
    subject: str = Subject.APPROVE,
    budget: Decimal | None = None,
    counting: str = Counting.OPEN,
) -> Motion:
    """Put a question to the council. About a project, the project is then being voted on.

    `budget` in yuan is an amendment: it becomes the project's budget if the motion passes.
    Raises NotAllowed; Refused without quorum, or when the same question is still open.
    """
    meeting = _in_session(item.meeting_id)
    require(by, meeting.area)
    _needs_quorum(meeting)
    project = item.project
    if subject != Subject.OTHER and project is None:
        raise Refused(_("This item is not about a project."), field="subject")
    if subject in (Subject.CHANGE, Subject.RATIFY) and subject not in subjects_for(project):
        raise Refused(_("No such question waits for the council here."), field="subject")
    if budget is not None and (subject != Subject.APPROVE or budget <= 0):
        raise Refused(_("Only a motion to do the project can change its budget."), field="budget")
    if budget is not None:
        can_be_meant(budget, field="budget")
    if project is not None and project.motions.filter(subject=subject, outcome="").exists():
        raise Refused(_("This question is still open."))
    if subject == Subject.APPROVE and project is not None and project.status != "voting":
        advance(project, "open_vote", by=by)
    return Motion.objects.create(
        meeting=meeting,
        item=item,
        project=project if subject != Subject.OTHER else None,
        subject=subject,
        text=text.strip(),
        budget=budget,
        counting=counting,
    )


@transaction.atomic
def recuse(motion: Motion, member: CouncilMember, *, by: User | None, reason: str) -> Recusal:
    """A member steps out because of an interest of her own: she no longer counts for this
    motion (DOMAIN 1.6). Raises NotAllowed; Refused for somebody who is not here."""
    meeting = _in_session(motion.meeting_id)
    require(by, meeting.area)
    if _held(motion).outcome:
        raise Refused(_("This motion is decided."))
    if not meeting.attendance.filter(member=member).exclude(how="").exists():
        raise Refused(_("This member is not here."), field="member")
    found, _new = Recusal.objects.get_or_create(
        motion=motion, member=member, defaults={"reason": reason.strip() or _("own interest")}
    )
    return found


def _held(motion: Motion) -> Motion:
    rows = Motion.objects.select_for_update(of=("self",)).select_related("project__area")
    return rows.get(pk=motion.pk)


@transaction.atomic
def decide(
    motion: Motion,
    *,
    by: User | None,
    in_favour: int,
    against: int,
    abstained: int | None = None,
) -> Motion:
    """Write the count down and say what the charter makes of it; the project moves along.

    All who came and did not step out are counted: whoever is in none of the numbers abstained.
    Raises NotAllowed; Refused without quorum, or when the numbers do not add up.
    """
    meeting = _in_session(motion.meeting_id)
    require(by, meeting.area)
    row = _held(motion)
    if row.outcome:
        raise Refused(_("This motion is decided."))
    _needs_quorum(meeting)
    row.meeting = meeting
    row.present, row.recused = present_count(meeting), recused_count(row)
    _count(row, in_favour, against, abstained)
    assert meeting.charter is not None
    passed = meeting.charter.majority.reached(row.in_favour or 0, row.voters)
    row.outcome = Outcome.PASSED if passed else Outcome.FAILED
    row.decided_at = timezone.now()
    if row.budget is not None and row.project is not None:
        row.budget_before = row.project.budget
    row.save()
    bump(PROJECTS)
    bump(MOTIONS)
    _move_project(row, by)
    motion.refresh_from_db()
    return motion


def _count(row: Motion, in_favour: int, against: int, abstained: int | None) -> None:
    rest = row.voters - in_favour - against
    if row.voters < 1:
        raise Refused(_("Everybody stepped out: there is nobody to vote."))
    if min(in_favour, against) < 0 or rest < 0 or (abstained is not None and abstained != rest):
        raise Refused(
            _("{voters} may vote, but {counted} votes were entered. Please count again.").format(
                voters=row.voters, counted=in_favour + against + (abstained or 0)
            ),
            field="in_favour",
        )
    row.in_favour, row.against, row.abstained = in_favour, against, rest


def _move_project(row: Motion, by: User | None) -> None:
    """pass_vote or fail_vote, or ratify; an agreed change waits for whoever decides on it.

    The step itself takes an amended budget over from the motion.
    """
    project: Any = row.project
    if project is None:
        return
    passed = row.outcome == Outcome.PASSED
    if row.subject == Subject.APPROVE:
        advance(project, "pass_vote" if passed else "fail_vote", by=by)
    elif row.subject == Subject.RATIFY and passed:
        advance(project, "ratify", by=by)


@transaction.atomic
def withdraw_motion(motion: Motion, *, by: User | None) -> None:
    """The question is not put after all; its project goes back to the shortlist."""
    meeting = _in_session(motion.meeting_id)
    require(by, meeting.area)
    row = _held(motion)
    if row.outcome:
        raise Refused(_("This motion is decided."))
    row.outcome = Outcome.WITHDRAWN
    row.save(update_fields=["outcome"])
    if row.subject == Subject.APPROVE and row.project and row.project.status == "voting":
        advance(row.project, "take_off_agenda", by=by, note=_("The motion was withdrawn."))
    motion.outcome = row.outcome
