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
    fields.setdefault("username", f"person-{next(_numbers)}")
    password = fields.pop("password", None)
    user = User(name=name, **fields)
    user.set_password(password)
    user.save()
    if role:
        RoleGrant.objects.create(user=user, role=role, area=area)
    return user


def mobile() -> str:
    """Another mobile number each time."""
    return f"139{next(_numbers):08}"
