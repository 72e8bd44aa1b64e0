"""Who may take which step of a wish: small questions, combined in the table of workflow.py."""

from typing import Any

from core.accounts.permits import Permit, has
from volunteers.housekeepers.rules import registered_volunteer

verifies = has("wishes.verify")
is_wisher = Permit("the wisher", lambda user, wish: bool(user.pk) and user.pk == wish.wisher_id)
entered_it = Permit(
    "who entered it for her",
    lambda user, wish: bool(user.pk) and user.pk == wish.submitted_by_id,
)


def _holders(wish: Any) -> list[int]:
    """Who holds a claim now. One query at most; lists that prefetch `claims` ask none."""
    return [claim.claimer_id for claim in wish.claims.all() if claim.ended_at is None]


holds_claim = Permit("the claimer", lambda user, wish: bool(user.pk) and user.pk in _holders(wish))
may_meet_it = Permit(
    "it is on the wall, or the community asked",
    lambda user, wish: not wish.is_private or wish.invitations.filter(invited=user).exists(),
)


is_helped_by_one = Permit("one helper", lambda user, wish: len(_holders(wish)) < 2)
is_helped_by_group = Permit("a group helps", lambda user, wish: len(_holders(wish)) > 1)

speaks_for_her = is_wisher | entered_it | verifies
helps_alone = holds_claim & is_helped_by_one
helps_in_group = holds_claim & is_helped_by_group
may_claim = registered_volunteer & may_meet_it
