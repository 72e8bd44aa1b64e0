"""Which steps of a wish deserve a button for a person, on its page and on her own."""

from core.accounts.models import User
from core.workflow.engine import available
from core.workflow.table import Transition
from volunteers.wishes.models import MicroWish


def offered(wish: MicroWish, user: User) -> list[Transition]:
    """The steps open to her; joining only where a group helps, has a place, and she is not in."""
    found = available(wish, user)
    if not any(arrow.name == "join" for arrow in found) or _may_join(wish, user):
        return found
    return [arrow for arrow in found if arrow.name != "join"]


def _may_join(wish: MicroWish, user: User) -> bool:
    if not wish.is_shared or wish.free_seats < 1:
        return False
    return not wish.claims.filter(claimer=user, ended_at__isnull=True).exists()
