"""For the controls of race tests: two have read before either writes, however slow the machine.

Where a lock is taken away, a pause in its place keeps two together only if both are quick enough;
here the first waits for the second.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

WAIT = 2  # seconds for the other one; whoever is left over goes on alone


def in_pairs() -> Callable[[], None]:
    """Call it between reading and writing."""
    pair = Barrier(2)

    def meet() -> None:
        with suppress(BrokenBarrierError):
            pair.wait(timeout=WAIT)

    return meet


def read_in_pairs() -> Callable[[Any], Any]:
    """The engine's `_lock` without its lock."""
    meet = in_pairs()

    def read(obj: Any) -> Any:
        found = type(obj)._base_manager.get(pk=obj.pk)
        meet()
        return found

    return read
