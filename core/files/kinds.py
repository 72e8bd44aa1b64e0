"""What files are for, and who may see the private ones of each kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.files.models import StoredFile


@dataclass(frozen=True)
class FileKind:
    """One use of files, such as photos of a wish.

    `may_see(user, stored)` decides about a private file that is attached to its object; the
    person who uploaded it may always see it. `user` may be anonymous.
    """

    name: str
    may_see: Callable[[Any, "StoredFile"], bool]


_kinds: dict[str, FileKind] = {}


def declare(kind: FileKind) -> FileKind:
    """Add a kind; rooms do it where their app gets ready. Raises ValueError for a second one."""
    if _kinds.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"file kind {kind.name!r} is declared twice")
    return kind


def kind_named(name: str) -> FileKind:
    """Raises KeyError for one nobody declared."""
    return _kinds[name]


def known(name: str) -> bool:
    return name in _kinds
