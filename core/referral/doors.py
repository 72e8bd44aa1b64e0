"""Doors between rooms that do not know each other: who takes in a matter says so here.

A room that can begin something with what somebody brought elsewhere declares a door, with what
it needs to know. The room that refers finds it by name. Nothing personal passes a door without
the consent on record that a `Matter` carries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from core.accounts.models import User
from core.areas.models import Area
from core.privacy.models import ConsentRecord


@dataclass(frozen=True)
class Need:
    """One thing a door must know beside the matter itself: one of a closed list."""

    name: str
    label: str | Promise
    choices: Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Matter:
    """What is handed over: the person's own words, how to reach her, and that she agreed.

    `cost` is a guess in yuan, if there is one; `person` her account, if she has one.
    """

    area: Area
    title: str
    text: str
    contact_name: str
    contact_phone: str
    person: User | None
    cost: Decimal | None
    consent: ConsentRecord


@dataclass(frozen=True)
class Door:
    """A room that takes matters in. `take_in(matter, by=…, **needs)` begins it and returns its
    number, raising ValidationError by field; who calls it needs `ability` there."""

    name: str
    ability: str
    needs: tuple[Need, ...]
    take_in: Callable[..., str]
    url_of: Callable[[str], str]


_doors: dict[str, Door] = {}


def declare(door: Door) -> None:
    """Open a door. Raises ValueError when the name is taken."""
    if door.name in _doors:
        raise ValueError(f"door {door.name!r} is declared twice")
    _doors[door.name] = door


def door_named(name: str) -> Door | None:
    """The door of that name; None where nobody takes such matters in."""
    return _doors.get(name)
