"""People with accounts, and the roles they hold.

clerk = person("何文静", role=Role.COMMUNITY_CLERK, area=community())
"""

from itertools import count
from typing import Any

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant, User
from core.areas.models import Area

_numbers = count(1)


def person(
    name: str = "", *, role: Role | None = None, area: Area | None = None, **fields: Any
) -> User:
    """An account, with a role in an area when one is named. `password` is hashed."""
    user = _unsaved(name, **fields)
    user.save()
    if role:
        RoleGrant.objects.create(user=user, role=role, area=area)
    return user


def persons(**asked: dict[str, Any]) -> dict[str, User]:
    """As `person` for each, all at once."""
    kept = [dict(fields) for fields in asked.values()]
    roles = [(fields.pop("role", None), fields.pop("area", None)) for fields in kept]
    users = User.objects.bulk_create([_unsaved(**fields) for fields in kept])
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, area=area)
        for user, (role, area) in zip(users, roles, strict=True)
        if role
    )
    return dict(zip(asked, users, strict=True))


def _unsaved(name: str = "", *, password: str | None = None, **fields: Any) -> User:
    fields.setdefault("username", f"person-{next(_numbers)}")
    user = User(name=name, **fields)
    user.set_password(password)
    return user


def mobile() -> str:
    """Another mobile number each time, and none that a test writes out."""
    return f"150{next(_numbers):08}"
