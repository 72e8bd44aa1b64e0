"""A real Celery worker killed at work, and Redis gone and back."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from core.notices import delivery, queueing
from core.notices.models import Notice, Status
from core.notices.recipients import Recipient
from core.notices.services import notify
from tests.workers import broker, kill, wait_for, workers

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def redis(tmp_path_factory):
    with broker(tmp_path_factory.mktemp("r")) as server:
        yield server


@pytest.fixture
def start_worker(redis, recorder):
    with workers(redis, TEST_RECORDER=str(recorder.path)) as start:
        yield start


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
    kill(worker)

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
