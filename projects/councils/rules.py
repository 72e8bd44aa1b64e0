"""Who may do what with councils and residents' votes, beyond the steps themselves."""

from typing import Any

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.errors import NotAllowed

RUN = "councils.run"  # declared with the other abilities of projects


def require(by: User | None, area: Area) -> None:
    """Raise NotAllowed unless this person runs the councils of the area; None is the system."""
    if by is not None and not by.can(RUN, area):
        raise NotAllowed


def may_vote(user: Any, ballot: Any) -> bool:
    """Whether this account's home lies in the ballot's area."""
    if not getattr(user, "pk", None) or not user.is_active or user.community_id is None:
        return False
    return bool(user.community.path.startswith(ballot.area.path))
