"""What every room knows about a person: to hand over (PIPL 45), and to erase (PIPL 47).

Rooms declare theirs once, in `AppConfig.ready` or a module imported there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class PersonalData:
    """One room's part: `collect(user)` gives JSON-ready values and moments, `erase(user)` removes
    them.

    `erase` runs inside the transaction that makes the account anonymous. What must be kept by
    law or in another's interest stays, without the name.
    """

    room: str
    title: Any
    collect: Callable[[Any], Any]
    erase: Callable[[Any], None] | None = None


_rooms: dict[str, PersonalData] = {}


def declare(part: PersonalData) -> PersonalData:
    """Raises ValueError when another part has the same room name."""
    if _rooms.setdefault(part.room, part) != part:
        raise ValueError(f"personal data of {part.room!r} is declared twice")
    return part


def declare_portable(room: str, title: Any, portable_data: Callable[[Any], Any]) -> PersonalData:
    """The short form for a room that only hands over."""
    return declare(PersonalData(room, title, portable_data))


def parts() -> list[PersonalData]:
    return sorted(_rooms.values(), key=lambda part: part.room)


def collect(user: Any) -> dict[str, Any]:
    """Everything about this person, room by room; moments are told in our own time zone."""
    return {part.room: _local(part.collect(user)) for part in parts()}


def _local(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, dict):
        return {key: _local(item) for key, item in value.items()}
    return [_local(item) for item in value] if isinstance(value, list | tuple) else value


def erase(user: Any) -> None:
    """Let every room remove what identifies this person."""
    for part in parts():
        if part.erase:
            part.erase(user)
