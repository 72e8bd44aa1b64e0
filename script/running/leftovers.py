"""Finding and ending what an earlier run left behind: only processes that are ours.

A process is ours when its environment carries our mark with this data folder, or when it
works in this folder's database cluster. Numbers in pid files prove nothing.
"""

import contextlib
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

MARK = "LINLI_SUPERVISED"


def _processes() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:  # not Linux: nothing can be found out
        return []


def marked(data: Path) -> list[int]:
    """Processes started by a supervisor of this data folder."""
    wanted = f"{MARK}={data}".encode()
    found = []
    for pid in _processes():
        with contextlib.suppress(OSError):
            if wanted in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
                found.append(pid)
    return [pid for pid in found if pid != os.getpid()]


def working_in(folder: Path) -> list[int]:
    """Processes whose working directory is this folder, as every PostgreSQL process has."""
    found = []
    for pid in _processes():
        with contextlib.suppress(OSError):
            command = Path(f"/proc/{pid}/comm").read_text().strip()
            if command == "postgres" and os.readlink(f"/proc/{pid}/cwd") == str(folder):
                found.append(pid)
    return found


def end(pids: Iterable[int], *, first: int = signal.SIGTERM, patience: float = 3) -> None:
    """Ask with `first`, wait `patience` seconds, then SIGKILL whoever remains."""
    remaining = list(pids)
    for number, seconds in ((first, patience), (signal.SIGKILL, 3)):
        for pid in remaining:
            with contextlib.suppress(OSError):
                os.kill(pid, number)
        until = time.monotonic() + seconds
        while (remaining := [p for p in remaining if _alive(p)]) and time.monotonic() < until:
            time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
