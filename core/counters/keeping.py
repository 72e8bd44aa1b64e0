"""Figures that are dear to count, kept until what they count changes."""

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.cache import cache

DAY = 24 * 60 * 60  # seconds
T = TypeVar("T")


def kept(name: str, parts: Iterable[object], version: int, make: Callable[[], T]) -> T:
    """What `make` gives, kept for a day or until the version changes, whichever comes first.

    `version` is the number as committed now. As right as counting anew, as long as whatever
    changes the figure bumps it in its own transaction. `parts` are all that the figure depends
    on beside it.
    """
    digest = hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:32]
    key = f"{name}:{version}:{digest}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, DAY)
    return found
