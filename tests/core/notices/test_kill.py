"""kill -9 at random points: no message lost, none doubled, no unknown fate sent again."""

import datetime as dt
import os
import random
import signal
import time
from collections.abc import Callable

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from core.notices import delivery
from core.notices.channels import port
from core.notices.channels.recorder import RecorderSender
from core.notices.models import Notice, Status
from core.notices.recipients import Recipient
from core.notices.services import notify
from tests.core.notices.conftest import at

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KILLS = 25
NOTICES = 120


def worker() -> int:
    """A process that delivers until it is killed."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            while True:
                delivery.deliver_due()
                time.sleep(0.005)
        finally:
            os._exit(1)
    return pid


def kill_at_random(
    recorder: RecorderSender, dice: random.Random, between: Callable[[], object] = list
) -> None:
    """Let a worker begin to send, kill it at some moment of the next messages, and again."""
    for _kill in range(KILLS):
        before, give_up = len(recorder.keys()), time.monotonic() + 2
        pid = worker()
        while len(recorder.keys()) == before and time.monotonic() < give_up:
            time.sleep(0.001)
        time.sleep(dice.uniform(0, 0.04))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        between()


@pytest.fixture
def outbox(settings):
    """Messages of one morning: held ones that fold into digests, and urgent ones."""
    settings.SMS_RECORDER_DELAY = 0.005
    with time_machine.travel(at(22), tick=False):
        for number in range(NOTICES // 2):
            tell(number, "tests.news")
    with time_machine.travel(at(10, day=19), tick=True):
        for number in range(NOTICES // 2):
            tell(number, "tests.alarm")
        yield


def tell(number: int, kind: str) -> None:
    to = Recipient(phone=f"138001380{number % 40:02d}")
    notify(kind, to=to, key=str(number), context={"what": "x", "at": "x"})


def let_time_pass() -> None:
    """Ten quiet minutes, then what beat would do, and the retries it brings."""
    for minutes in (11, 13):
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=True):
            delivery.resolve_stuck()
            delivery.deliver_due()


def assert_nothing_lost_nothing_doubled(keys: list[str]) -> None:
    assert len(keys) == len(set(keys))
    assert Notice.objects.exclude(kind="notices.digest").count() == NOTICES
    for notice in Notice.objects.select_related("digest"):
        carrier = notice.digest or notice
        assert (notice.status == Status.MERGED) == (notice.digest is not None)
        if carrier.status == Status.SENT:
            assert carrier.provider_key in keys
        elif carrier.status == Status.QUEUED:
            assert carrier.provider_key not in keys
        else:
            assert carrier.status in (Status.SENDING, Status.UNKNOWN)
    assert set(keys) <= {n.provider_key for n in Notice.objects.all()}


def test_where_the_provider_can_be_asked_everything_arrives_once(outbox, recorder):
    kill_at_random(recorder, random.Random(1))
    assert_nothing_lost_nothing_doubled(recorder.keys())
    let_time_pass()
    keys = recorder.keys()
    assert_nothing_lost_nothing_doubled(keys)
    left = Notice.objects.exclude(status__in=[Status.SENT, Status.MERGED])
    assert list(left) == []


def test_where_it_cannot_a_person_decides(outbox, recorder, settings):
    settings.SMS_SENDER = "core.notices.channels.recorder.SilentRecorderSender"
    port._sender.cache_clear()
    kill_at_random(recorder, random.Random(2))
    let_time_pass()
    assert_nothing_lost_nothing_doubled(recorder.keys())
    assert Notice.objects.filter(status=Status.UNKNOWN).exists()
    assert not Notice.objects.filter(status__in=[Status.SENDING, Status.QUEUED]).exists()


def test_control_sending_stuck_ones_again_blindly_doubles(outbox, recorder):
    def blindly():
        Notice.objects.filter(status=Status.SENDING).update(status=Status.QUEUED)

    kill_at_random(recorder, random.Random(3), between=blindly)
    delivery.deliver_due()
    keys = recorder.keys()
    assert len(keys) > len(set(keys))
