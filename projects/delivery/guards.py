"""What must be true before a step up to the approval, beyond who asks (DOMAIN 1.6).

Guards run under the lock on the project, before anything is written. They ask the council's
records through the project's own relations.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.workflow.models import TransitionRecord
from core.workflow.table import Call, Refused
from projects.delivery.limits import least_notice_days
from projects.delivery.states import KIND
from projects.funding.queries import books_for, of_project

LONGEST_NOTICE = 60  # working days


def vote_began(project: Any) -> dt.datetime | None:
    """When the voting that runs, or was the last one, began."""
    log = TransitionRecord.objects.filter(kind=KIND, object_id=project.pk, name="open_vote")
    found: dt.datetime | None = log.order_by("-id").values_list("at", flat=True).first()
    return found


def motions_passed(project: Any, subjects: Iterable[str], since: dt.datetime | None) -> Any:
    """Motions of a quorate council that said yes since then."""
    rows = project.motions.filter(outcome="passed", subject__in=subjects)
    return rows.filter(decided_at__gte=since) if since is not None else rows.none()


def said_yes(project: Any, since: dt.datetime | None) -> bool:
    """Whether a valid vote said yes since then: a motion, or a binding ballot won.

    An older yes was to another plan: after an objection upheld it takes a new one.
    """
    if since is None:
        return False
    ballots = project.ballot_items.filter(
        won=True, ballot__is_binding=True, ballot__published_at__gte=since
    )
    return bool(motions_passed(project, ("approve",), since).exists() or ballots.exists())


def vote_was_won(project: Any, call: Call) -> None:
    """The voting that runs said yes."""
    if not said_yes(project, vote_began(project)):
        raise Refused(_("There is no vote of the council, or binding ballot, that said yes."))


def vote_is_open(project: Any, call: Call) -> None:
    """The council can only say no where it has not said yes."""
    if said_yes(project, vote_began(project)):
        raise Refused(_("The vote said yes."))


def emergency_not_ratified(project: Any, call: Call) -> None:
    """The later vote of an emergency: once, and by a motion that passed after the approval."""
    if not project.is_emergency or project.voted_at is not None:
        raise Refused(_("There is no emergency approval that waits for a vote."))
    since = project.approved_at
    if not motions_passed(project, ("ratify",), since).exists() and not said_yes(project, since):
        raise Refused(_("There is no vote of the council, or binding ballot, that said yes."))


def notice_says_who_benefits(project: Any, call: Call) -> None:
    """Here, or as the project knows it."""
    if not (call.data.get("beneficiaries") or project.beneficiaries):
        raise Refused(_("Please say who benefits."), field="beneficiaries")


def notice_says_where_to_object(project: Any, call: Call) -> None:
    """Here, or as the project knows it."""
    if not (call.data.get("objections_to") or project.supervision_phone):
        raise Refused(_("Please say where people can object."), field="objections_to")


def notice_lasts_long_enough(project: Any, call: Call) -> None:
    """At least the days of the area."""
    least, asked = least_notice_days(project), call.data.get("days")
    if asked is not None and not least <= int(asked) <= LONGEST_NOTICE:
        said = _("A notice lasts {least} to {most} working days.")
        raise Refused(said.format(least=least, most=LONGEST_NOTICE), field="days")


NOTICE_IS_SOUND = (
    notice_says_who_benefits,
    notice_says_where_to_object,
    notice_lasts_long_enough,
)


def late_notice_is_due(project: Any, call: Call) -> None:
    """The later notice of an emergency: one, until it has ended."""
    if not project.is_emergency or project.notice_ended_at is not None:
        raise Refused(_("There is no emergency approval that waits for a notice."))
    if running_notice(project) is not None:
        raise Refused(_("The notice is already up."))


def running_notice(project: Any) -> Any:
    """The notice that is up now, or None."""
    return project.public_notices.filter(ended_at__isnull=True).first()


def late_notice_is_up(project: Any, call: Call) -> None:
    """Only what is under notice can be objected to."""
    notice = running_notice(project)
    if notice is None or notice.purpose != "late":
        raise Refused(_("There is no notice up to which one could object."))


def _unanswered(project: Any) -> bool:
    notice = running_notice(project)
    return notice is not None and notice.objections.filter(answered_at=None).exists()


def objections_are_answered(project: Any, call: Call) -> None:
    """No notice goes on, ends or leads to money while somebody waits for an answer."""
    if _unanswered(project):
        raise Refused(_("An objection still waits for its answer."))


def clock_has_run_out(project: Any, call: Call) -> None:
    """A notice ends when its time is over and every objection has its answer."""
    objections_are_answered(project, call)
    if project.due_at is None or project.due_at > call.at:
        raise Refused(_("The notice is still running."))


def late_clock_has_run_out(project: Any, call: Call) -> None:
    """The same for the later notice of an emergency, which has its own clock."""
    late_notice_is_up(project, call)
    objections_are_answered(project, call)
    if not running_notice(project).is_over(timezone.localdate(call.at)):
        raise Refused(_("The notice is still running."))


def vote_and_notice_are_done(project: Any, call: Call) -> None:
    """No path to the money without a valid vote and an ended notice (DOMAIN 1.5, 1.6)."""
    if project.voted_at is None:
        raise Refused(_("There is no vote of the council, or binding ballot, that said yes."))
    if project.notice_ended_at is None:
        raise Refused(_("The public notice has not ended."))
    objections_are_answered(project, call)


def book_can_pay(project: Any, call: Call) -> None:
    """A book of this year that may pay for projects here, and an amount within the budget."""
    code = str(call.data.get("book") or "")
    year = timezone.localdate(call.at).year
    if not books_for(project.area, year).filter(code=code).exists():
        raise Refused(_("Please choose the fund that pays."), field="book")
    amount = from_fund(project, call)
    if not 0 < amount <= project.budget:
        raise Refused(_("Please enter an amount up to the budget."), field="amount")
    if amount + of_project(project).pledged < project.budget:
        raise Refused(
            _("Fund and social contributions together do not cover the budget."), field="amount"
        )


def from_fund(project: Any, call: Call) -> Decimal:
    """What the fund is to pay, in yuan: what was asked for, else all that nobody pledged."""
    asked = call.data.get("amount")
    if asked is not None:
        return Decimal(asked)
    return Decimal(project.budget) - of_project(project).pledged


def has_objection(project: Any, call: Call) -> None:
    """Only an objection can be right."""
    notice = running_notice(project)
    if notice is None or not notice.objections.exists():
        raise Refused(_("Nobody objected."))
