"""Taking a wish on, alone or in a group, and letting go of it."""

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.notices.services import Recipient, notify
from core.workflow.engine import advance
from core.workflow.errors import Refused, WorkflowError, WrongState
from core.workflow.models import TransitionRecord
from volunteers.housekeepers.rules import is_volunteer
from volunteers.wishes import queries, telling
from volunteers.wishes.claims import Claim, Invitation
from volunteers.wishes.guards import TOO_LATE
from volunteers.wishes.models import MicroWish
from volunteers.wishes.states import ON_WALL

logger = logging.getLogger(__name__)


def claim(
    wish: MicroWish,
    *,
    by: User,
    promise: str = "",
    promised_for: dt.date | None = None,
    items: int = 1,
    unit_label: str = "",
    note: str = "",
) -> TransitionRecord:
    """Take a wish on. One person wins; asked again, the winner gets the first answer.

    `items` is the number of service items promised. Raises WrongState with a kind sentence for
    whoever comes too late, NotAllowed, and Refused for what is wrong with the promise.
    """
    return _take("claim", wish, by, note, promise, promised_for, items, unit_label)


def join(
    wish: MicroWish,
    *,
    by: User,
    promise: str = "",
    promised_for: dt.date | None = None,
    items: int = 1,
    unit_label: str = "",
    note: str = "",
) -> TransitionRecord:
    """Join a shared wish that somebody has taken on, as long as there is a place."""
    return _take("join", wish, by, note, promise, promised_for, items, unit_label)


def _take(
    verb: str,
    wish: MicroWish,
    by: User,
    note: str,
    promise: str,
    promised_for: dt.date | None,
    items: int,
    unit_label: str,
) -> TransitionRecord:
    try:
        return advance(
            wish,
            verb,
            by=by,
            note=note,
            promise=promise,
            promised_for=promised_for,
            items=items,
            unit_label=unit_label,
        )
    except WrongState as late:
        raise WrongState(TOO_LATE, status=late.status) from late
    except IntegrityError as twice:  # the seat's unique index, if the lock ever failed
        raise WrongState(TOO_LATE, status=wish.status) from twice


def report_contact(wish: MicroWish, *, by: User, note: str = "") -> TransitionRecord:
    """The claimer has been in touch."""
    return advance(wish, "report_contact", by=by, note=note)


def give_up(wish: MicroWish, *, by: User, note: str = "") -> TransitionRecord:
    """Step back. The last one brings the wish back to the wall; out of a group one leaves."""
    alone = wish.claims.filter(ended_at__isnull=True).count() < 2
    return advance(wish, "give_up" if alone else "leave", by=by, note=note)


def veto(
    wish: MicroWish, *, by: User | None, claim: Claim | None = None, note: str = ""
) -> TransitionRecord:
    """The wisher would rather have somebody else; of a group, say with whom she parts.

    The helper is thanked and told no reason. She or he cannot take this wish on again.
    """
    group = wish.claims.filter(ended_at__isnull=True).count() > 1
    data: dict[str, Any] = {"claim": claim.pk} if claim else {}
    return advance(
        wish, "part_with" if group else "veto", by=by, note=note, on_behalf_of="wisher", **data
    )


def invite(wish: MicroWish, user: User, *, by: User) -> Invitation:
    """Ask one volunteer to look at a wish; the only way to a private one. Twice is once.

    Raises PermissionDenied, and ValidationError for somebody who is not a volunteer or a wish
    that is not waiting for one.
    """
    if not by.can("wishes.verify", wish.area):
        raise PermissionDenied
    if wish.status not in ON_WALL or wish.status == "closed":
        raise ValidationError(_("This wish is not waiting for a helper."))
    if not is_volunteer(user):
        raise ValidationError({"invited": _("Please choose a registered volunteer.")})
    invitation, fresh = Invitation.objects.get_or_create(
        wish=wish, invited=user, defaults={"invited_by": by}
    )
    if fresh:
        context = telling.public_context(wish)
        to = Recipient(user=user)
        notify("wishes.invited", to=to, key=f"{wish.code}", obj=wish, context=context)
    return invitation


def lapse_overdue(now: dt.datetime | None = None) -> int:
    """Bring claims without contact in time back to the wall; returns how many."""
    return _sweep("lapse", queries.claimed_overdue(now or timezone.now()).iterator())


def roll_over_unclaimed(now: dt.datetime | None = None) -> int:
    """Put wishes nobody took on in a whole round first in the next; returns how many."""
    return _sweep("roll_over", queries.unclaimed_for_a_round(now or timezone.now()))


def _sweep(verb: str, wishes: Iterable[MicroWish]) -> int:
    moved = 0
    for wish in wishes:
        try:
            advance(wish, verb, by=None)
            moved += 1
        except (WorkflowError, Refused):  # somebody was quicker
            logger.info("%s of %s was no longer needed", verb, wish.code)
    return moved
