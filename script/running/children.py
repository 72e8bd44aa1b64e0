"""One supervised process, in a session and process group of its own."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from running.identity import Identity
from running.places import Trouble

LARGEST_LOG = 10 * 1024 * 1024
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass
class Child:
    """What to run, how to see that it is ready, how to stop it."""

    name: str
    command: list[str]
    log: Path
    cwd: str | None = None
    environment: Mapping[str, str] | None = None
    identity: Identity | None = None
    stop_signal: int = signal.SIGTERM
    patience: float = 8  # seconds it may take to stop
    before: Callable[[], None] = lambda: None
    ready: Callable[[], bool] = lambda: True
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    not_before: float = 0

    def start(self) -> None:
        self.before()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(self.stop_signal),
                **(self.identity.options if self.identity else {}),
            )

    def wait_until_ready(self, seconds: float) -> None:
        """Raises Trouble when it ends, or is not ready in time."""
        until = time.monotonic() + seconds
        while not self.ready():
            if not self.running:
                raise Trouble(f"{self.name} ended while starting. {self.last_words()}")
            if time.monotonic() > until:
                raise Trouble(f"{self.name} was not ready in {seconds:.0f} s. {self.last_words()}")
            time.sleep(0.1)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.process and self.running:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(self.stop_signal)

    def wait(self) -> None:
        """Until it has stopped; after its patience the whole group is killed."""
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(self.patience)
            self.kill_group()

    def kill_group(self) -> None:
        """Whatever the process leaves behind (a worker holding the port) goes with it."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def last_words(self) -> str:
        with contextlib.suppress(OSError):
            lines = self.log.read_text(errors="replace").splitlines()[-15:]
            return f"The end of {self.log}:\n" + "\n".join(lines)
        return ""


def die_with_parent(number: int) -> Callable[[], Any]:
    parent = os.getpid()

    def ask_the_kernel() -> None:
        if _libc:
            _libc.prctl(PR_SET_PDEATHSIG, number)
            if os.getppid() != parent:  # it died before we asked
                os._exit(1)

    return ask_the_kernel
