"""Which personal values may be revealed, and to whom. Each room registers its models."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Revealable:
    """One model's values that staff may look at in full, after giving a reason.

    `may_reveal(user, obj)` decides; `lookup` is the field that names an object in the address.
    """

    model: type[models.Model]
    fields: tuple[str, ...]
    may_reveal: Callable[[Any, Any], bool]
    lookup: str = "pk"

    def find(self, user: Any, ref: str) -> Any:
        """The object if this person may reveal it; None otherwise, for whatever reason."""
        manager = self.model._default_manager
        rows = manager.visible_to(user) if hasattr(manager, "visible_to") else manager.all()
        try:
            obj = rows.filter(**{self.lookup: ref}).first()
        except (ValueError, TypeError, OverflowError):
            return None
        return obj if obj is not None and self.may_reveal(user, obj) else None


_registered: dict[str, Revealable] = {}


def register(
    model: type[models.Model],
    fields: Iterable[str],
    *,
    may_reveal: Callable[[Any, Any], bool],
    lookup: str = "pk",
) -> None:
    """Let these encrypted fields be revealed at `privacy:reveal label ref field`."""
    _registered[model._meta.label_lower] = Revealable(model, tuple(fields), may_reveal, lookup)


def revealable(label: str, field: str) -> Revealable | None:
    """What was registered for this model and field, if anything."""
    found = _registered.get(label)
    return found if found and field in found.fields else None


def registered() -> list[Revealable]:
    return list(_registered.values())
