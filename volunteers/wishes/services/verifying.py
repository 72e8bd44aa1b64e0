"""What the community does with a wish before it is on the wall."""

from core.accounts.models import User
from core.workflow.engine import advance
from core.workflow.models import TransitionRecord
from volunteers.wishes.models import MicroWish


def take_up(wish: MicroWish, *, by: User, note: str = "") -> TransitionRecord:
    """Begin to look into it. Raises what `advance` raises, as every step here."""
    return advance(wish, "take_up", by=by, note=note)


def publish(
    wish: MicroWish, *, by: User, public_title: str, public_text: str, note: str = ""
) -> TransitionRecord:
    """Put it on the wall in public words, which must not say who or where she is.

    Raises Refused above the value cap, for words that leak, and without a guardian's consent.
    """
    return advance(
        wish, "publish", by=by, note=note, public_title=public_title, public_text=public_text
    )


def send_back(wish: MicroWish, *, by: User, note: str) -> TransitionRecord:
    """Ask for more; the verifying clock waits meanwhile."""
    return advance(wish, "send_back", by=by, note=note)


def decline(wish: MicroWish, *, by: User, note: str, next_door: str = "") -> TransitionRecord:
    """Say no with a reason and the next door; the service window unless told."""
    return advance(wish, "decline", by=by, note=note, next_door=next_door)


def refer(wish: MicroWish, *, by: User, note: str, next_door: str = "") -> TransitionRecord:
    """Hand it to the right door, with the reason."""
    return advance(wish, "refer", by=by, note=note, next_door=next_door)
