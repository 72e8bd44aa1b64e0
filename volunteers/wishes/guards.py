"""What must be true before a step, beyond who asks: the cap, dignity, minors, seats.

Guards run under the lock on the wish, before anything is written.
"""

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.workflow.errors import WrongState
from core.workflow.table import Call, Refused
from volunteers.wishes.dignity import leaks
from volunteers.wishes.kinds import AgeBand, ClaimEnd, NextDoor
from volunteers.wishes.marks import marks_for

LONGEST_TITLE, LONGEST_TEXT = 60, 600
TOO_LATE = gettext_lazy(
    "Somebody was a moment quicker. Thank you for wanting to help; other wishes are waiting."
)


def within_cap(wish: Any, call: Call) -> None:
    """Above the area's value cap a wish goes to another door (DOMAIN 2.1)."""
    cap = marks_for(wish.area).value_cap
    if wish.estimated_value > cap:
        raise Refused(
            _(
                "At {value} yuan this is above the cap of {cap} yuan. Please refer it: to a"
                " livelihood micro-project, temporary assistance or charity."
            ).format(value=_yuan(wish.estimated_value), cap=_yuan(cap)),
            field="estimated_value",
        )


def _yuan(amount: Decimal) -> str:
    return str(number_format(amount.normalize() if amount % 1 else int(amount)))


def public_words(wish: Any, call: Call) -> None:
    """The wall needs a title and a text, and neither may say who or where she is (DOMAIN 2.3)."""
    longest = {"public_title": LONGEST_TITLE, "public_text": LONGEST_TEXT}
    for field, limit in longest.items():
        words = str(call.data.get(field) or getattr(wish, field)).strip()
        if not words:
            raise Refused(_("Please write this for the wall in neutral words."), field=field)
        if len(words) > limit:
            raise Refused(
                ngettext(
                    "Please keep this to {limit} character.",
                    "Please keep this to {limit} characters.",
                    limit,
                ).format(limit=limit),
                field=field,
            )
        refuse_leaks(wish, words, field)


def refuse_leaks(wish: Any, words: str, field: str) -> None:
    """Raise Refused when words for the public say who or where the wisher is."""
    if found := leaks(words, wish):
        raise Refused(
            _("This would be public, but it contains {what}. Please leave that out.").format(
                what=_("{0} and {1}").format(*found[:2]) if len(found) > 1 else found[0]
            ),
            field=field,
        )


def guardian_agreed(wish: Any, call: Call) -> None:
    """Under 14 the guardian must have agreed (PIPL 31); from 14 to 17 she or he must know."""
    if wish.age_band == AgeBand.UNDER_14 and wish.guardian_agreed_at is None:
        raise Refused(
            _("For a child under 14 the guardian must agree first. Please record the consent."),
            field="guardian_consent",
        )
    if wish.age_band == AgeBand.TEEN and wish.guardian_informed_at is None:
        raise Refused(
            _("From 14 to 17 the guardian must have been told. Please record that."),
            field="guardian_informed",
        )


def next_door_is_known(wish: Any, call: Call) -> None:
    """No silent end: the next door is one of the list, the service window unless told."""
    if call.data.get("next_door", "") not in ("", *NextDoor.values):
        raise Refused(_("Please choose one of the doors in the list."), field="next_door")


def not_ones_own(wish: Any, call: Call) -> None:
    """Nobody fulfils her own wish."""
    if call.by is not None and call.by.pk == wish.wisher_id:
        raise Refused(_("This is your own wish; somebody else will take it on."))


def not_turned_down(wish: Any, call: Call) -> None:
    """Whom the wisher turned down does not come back, and is told nothing that hurts."""
    if wish.claims.filter(claimer=call.by, ended_how=ClaimEnd.VETOED).exists():
        raise Refused(_("This wish is not open to you. Another one will be glad of you."))


def seat_is_free(wish: Any, call: Call) -> None:
    """A group has so many seats, and each person one of them. Raises WrongState: a lost race."""
    taken = wish.claims.filter(ended_at__isnull=True)
    if taken.filter(claimer=call.by).exists():
        raise Refused(_("You are already part of it."))
    if taken.count() >= wish.seats:
        raise WrongState(TOO_LATE, status=wish.status)


def is_shared(wish: Any, call: Call) -> None:
    """Only a shared wish takes a second helper."""
    if not wish.is_shared:
        raise WrongState(TOO_LATE, status=wish.status)


def promise_is_sound(wish: Any, call: Call) -> None:
    """A promise names a day to come, and a count of service items that can be."""
    promised = call.data.get("promised_for")
    if promised is not None and promised < timezone.localdate(call.at):
        raise Refused(_("Please choose today or a later day."), field="promised_for")
    if not 1 <= int(call.data.get("items") or 1) <= 99:
        raise Refused(_("Please enter a number from 1 to 99."), field="items")
    for field, longest in (("promise", 300), ("unit_label", 60)):
        if len(str(call.data.get(field) or "")) > longest:
            raise Refused(_("Please make this shorter."), field=field)


def names_one_helper(wish: Any, call: Call) -> None:
    """Parting with one of a group says with whom: the number of an active claim."""
    claim = str(call.data.get("claim") or "")
    if not (claim.isascii() and claim.isdigit() and len(claim) < 18) or not (
        wish.claims.filter(pk=int(claim), ended_at__isnull=True).exists()
    ):
        raise Refused(_("Please say which helper you mean."), field="claim")


def time_is_up(wish: Any, call: Call) -> None:
    """A claim lapses only when its limit has passed (7 days without contact, DOMAIN 2.2)."""
    if wish.due_at is None or wish.due_at > call.at:
        raise Refused(_("There is still time."))
