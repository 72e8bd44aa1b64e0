"""What people are asked to agree to: purpose → version → text. Versions are never edited."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Purpose:
    """One purpose of use. `texts` maps version to text, oldest first; the last is asked now."""

    name: str
    title: Any
    texts: dict[str, Any]
    withdrawable: bool = True

    @property
    def version(self) -> str:
        return next(reversed(self.texts))

    @property
    def text(self) -> Any:
        return self.texts[self.version]


_purposes: dict[str, Purpose] = {}


def declare(purpose: Purpose) -> Purpose:
    """Register a purpose. Raises ValueError when its name is taken or it has no text."""
    if not purpose.texts or _purposes.get(purpose.name, purpose) != purpose:
        raise ValueError(f"purpose {purpose.name!r} has no text, or is declared twice")
    _purposes[purpose.name] = purpose
    return purpose


def purpose(name: str) -> Purpose:
    """Raises KeyError for a purpose nobody declared."""
    return _purposes[name]


def is_declared(name: str, version: str) -> bool:
    """Whether this purpose has a text of this version."""
    return name in _purposes and version in _purposes[name].texts


def purposes() -> list[Purpose]:
    return list(_purposes.values())
