"""Permits: small composable predicates over (user, object), used by tables of who may do what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.accounts.models import User


@dataclass(frozen=True)
class Permit:
    """A named question, "may this person do it to this object?". Combine with `|` and `&`."""

    name: str
    test: Callable[[User, Any], bool]

    def __call__(self, user: User, obj: Any) -> bool:
        return self.test(user, obj)

    def __or__(self, other: "Permit") -> "Permit":
        return Permit(f"{self.name} or {other.name}", lambda u, o: self(u, o) or other(u, o))

    def __and__(self, other: "Permit") -> "Permit":
        return Permit(f"({self.name} and {other.name})", lambda u, o: self(u, o) and other(u, o))


def has(ability: str) -> Permit:
    """Holds the ability in the object's area; a visitor without an account holds none."""
    return Permit(ability, lambda user, obj: bool(user.pk) and user.can(ability, obj.area))


signed_in = Permit("signed in", lambda user, obj: bool(user.pk) and user.is_active)
nobody = Permit("the system", lambda user, obj: False)
