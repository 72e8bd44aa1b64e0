"""Following a wish without an account: tracking code and four digits."""

import hmac
from collections.abc import Callable
from typing import Any

from core.numbers.codes import LENGTH, normalise_tracking_code
from core.privacy.services import blind_indexes
from core.workflow.models import TransitionRecord
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services import claiming, editing, ending

VERBS: dict[str, Callable[..., TransitionRecord]] = {
    "resubmit": editing.resubmit,
    "veto": claiming.veto,
    "confirm": ending.confirm,
    "dispute": ending.dispute,
    "withdraw": ending.withdraw,
}


def last_four(wish: MicroWish) -> str:
    """The four digits asked for: of the phone, or of the number on the slip without one."""
    digits = "".join(c for c in wish.contact_phone if c.isdigit())
    return digits[-4:] if len(digits) >= 4 else wish.code[-4:]


def track(code: str, last4: str) -> MicroWish | None:
    """The wish of this tracking code if the four digits fit; None whatever is wrong.

    Guessing is hopeless (54 bits) and takes as long as failing the digits; the caller still
    limits tries per address and per code.
    """
    plain = normalise_tracking_code(code)
    digits = "".join(c for c in last4 if c.isascii() and c.isdigit())
    indexes = blind_indexes(plain if len(plain) == LENGTH else "-", "wish tracking")
    wish = MicroWish.objects.filter(tracking_index__in=indexes).select_related("area").first()
    expected = last_four(wish) if wish else "----"
    fits = hmac.compare_digest(expected.encode(), digits.encode())
    return wish if fits and wish is not None else None


def act_by_tracking(wish: MicroWish, verb: str, *, note: str = "", **data: Any) -> TransitionRecord:
    """Let the wisher, proven by `track`, take one of her own steps.

    Raises KeyError for a verb that is not hers, and what the step raises.
    """
    return VERBS[verb](wish, by=None, note=note, **data)
