"""Owner of the children: starts them in order, restarts the dead, stops all of them."""

import contextlib
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from running import leftovers
from running.children import Child
from running.places import Trouble, say

TOO_OFTEN = 5  # deaths
WITHIN = 60.0  # seconds


class Stop(BaseException):
    """Someone asked us to stop (Ctrl-C, SIGTERM, the terminal closed)."""


@contextlib.contextmanager
def ownership(data: Path) -> Iterator[None]:
    """This data folder is ours until we end, however we end: the kernel lets go of the lock."""
    with (data / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise Trouble(
                f"another Linli (process {lock.read().strip() or 'unknown'}) works in {data}."
                " Stop it, or choose another LINLI_DATA and PORT."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        leftovers.end(leftovers.marked(data))
        yield


class Supervisor:
    def __init__(self) -> None:
        self.children: list[Child] = []

    def start(self, *children: Child, seconds: float = 60) -> None:
        """Start these together and return when all are ready."""
        for child in children:
            self.children.append(child)
            child.start()
        for child in children:
            child.wait_until_ready(seconds)

    def watch(self) -> None:
        """Until stopped. Raises Trouble when a child keeps dying."""
        while True:
            for child in self.children:
                if child.process is None:
                    if time.monotonic() >= child.not_before:
                        child.start()
                elif not child.running:
                    self._after_death(child)
            time.sleep(0.2)

    def _after_death(self, child: Child) -> None:
        assert child.process
        status = child.process.returncode
        child.kill_group()
        child.process = None
        now = time.monotonic()
        child.deaths = [*(d for d in child.deaths if now - d < WITHIN), now]
        if len(child.deaths) >= TOO_OFTEN:
            raise Trouble(f"{child.name} ended {TOO_OFTEN} times in a minute. {child.last_words()}")
        pause = 0.0 if len(child.deaths) == 1 else 2.0 ** (len(child.deaths) - 2)
        child.not_before = now + pause
        say(f"{child.name} ended ({status}); starting it again in {pause:.0f} s")

    def stop(self) -> None:
        """First those that use the database, then the database. A second Ctrl-C changes nothing."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        servers = [c for c in self.children if c.name in ("postgres", "redis")]
        for group in ([c for c in self.children if c not in servers], servers):
            for child in group:
                child.ask_to_stop()
            for child in group:
                child.wait()


@contextlib.contextmanager
def supervision() -> Iterator[Supervisor]:
    """A supervisor whose children are gone when the block is left, for whatever reason."""

    def stop(number: int, frame: object) -> None:
        raise Stop(number)

    supervisor = Supervisor()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        yield supervisor
    finally:
        supervisor.stop()
