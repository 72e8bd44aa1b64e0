"""Following a wish without an account: tracking code and four digits."""

from collections.abc import Callable
from typing import Any

from core.tracking.proof import prove
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


def track(code: str, last4: str) -> MicroWish | None:
    """The wish of this tracking code if the four digits fit; None whatever is wrong.

    The caller limits tries per address and per code.
    """
    return prove(MicroWish.objects.select_related("area"), code, last4, purpose="wish tracking")


def act_by_tracking(wish: MicroWish, verb: str, *, note: str = "", **data: Any) -> TransitionRecord:
    """Let the wisher, proven by `track`, take one of her own steps.

    Raises KeyError for a verb that is not hers, and what the step raises.
    """
    return VERBS[verb](wish, by=None, note=note, **data)
