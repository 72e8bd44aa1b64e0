"""Who brought the idea, told by who is asking; other wings add what they know."""

from collections.abc import Callable
from typing import Any

from core.accounts.abilities import Role
from core.areas.models import Area
from projects.delivery.kinds import Source

Ask = Callable[[Any, Area], str]
_ROLES = {
    Role.GRID_WORKER: Source.GRID,
    Role.PARTNER_LIAISON: Source.PARTNER,
    Role.COMMUNITY_CLERK: Source.COMMUNITY,
    Role.COMMUNITY_SECRETARY: Source.COMMUNITY,
}
_asked: list[Ask] = []


def register(ask: Ask) -> None:
    """`ask(user, area)` names a source, or nothing when it knows none."""
    if ask not in _asked:
        _asked.append(ask)


def source_of(user: Any, area: Area) -> str:
    """In which part this person proposes something of her own here; a resident unless known."""
    if user is None or not user.pk:
        return str(Source.RESIDENT)
    for grant in user.grants_today():
        if grant.role in _ROLES and area.path.startswith(grant.area.path):
            return str(_ROLES[Role(grant.role)])
    for ask in _asked:
        if found := ask(user, area):
            return found
    return str(Source.RESIDENT)
