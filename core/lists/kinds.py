"""Which lists people may send: each room declares its own once, when the software starts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from core.accounts.models import User
from core.areas.models import Area
from core.lists.columns import Column
from core.lists.held import AbstractHeldList


@dataclass(frozen=True)
class ListKind:
    """One kind of list. `name` is also the namespace of its pages and of its two notices.

    `given` says what every row has besides its cells; `draft` makes an object, checked and not
    saved (raising ValidationError by field); `make` makes it for good and returns it with its
    `code`; rows with the same `sameness` are one row typed twice, named at `same_field`, the field
    by which a row of the empty list's `example` left as it was is known, too.
    """

    name: str
    model: type[AbstractHeldList]
    columns: Sequence[Column]
    example: Callable[[], Mapping[str, str]]
    ability: str
    given: Callable[[User, Area], dict[str, Any]]
    draft: Callable[..., models.Model]
    make: Callable[..., models.Model]
    sameness: Callable[[Any], tuple[str, ...]]
    same_field: str


_kinds: dict[str, ListKind] = {}


def declare(kind: ListKind) -> ListKind:
    """Register a kind, so that the worker finds its lists. Raises ValueError for a name in use."""
    if kind.name in _kinds:
        raise ValueError(f"list {kind.name!r} is declared twice")
    _kinds[kind.name] = kind
    return kind


def kind_of(name: str) -> ListKind:
    """The kind of that name. Raises KeyError for one nobody declared."""
    return _kinds[name]


def declared() -> list[ListKind]:
    """All kinds, for the sweep."""
    return list(_kinds.values())
