"""kill -9 of a real worker in the middle of a list: none of it is there; the next takes it in."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.utils import timezone

from core.lists import tasks
from core.lists.once import hold, pick_up_dropped
from core.notices.models import Notice
from tests.workers import broker, kill, wait_for, workers
from volunteers.wishes.held_lists import HeldList
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.importing import LIST

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROWS = 80
HEADER = "心愿,类型,金额（元）,姓名,电话,依据\n"


@pytest.fixture
def start_worker(tmp_path_factory, settings):
    shelf = str(tmp_path_factory.mktemp("cache"))
    kept = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": shelf}
    settings.CACHES = settings.CACHES | {"default": kept}
    with (
        broker(tmp_path_factory.mktemp("r")) as redis,
        workers(redis, TEST_CACHE=shelf) as start,
    ):
        yield start


def later() -> list[HeldList]:
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1), tick=True):
        return pick_up_dropped(LIST)


def test_half_a_list_is_never_there(clerk, community, start_worker):
    key = str(uuid.uuid4())
    lines = (f"心愿{n},goods,150,陈桂芳{n},13800005678,home_visit\n" for n in range(ROWS))
    hold(LIST, HEADER + "".join(lines), key=key, by=clerk, area=community)
    held = HeldList.objects.get()
    assert held.rows == ROWS
    tasks.take_in.delay("wishes", key, clerk.pk)

    worker = start_worker()
    held.attempts = 1
    wait_for(lambda: held.entered > 5)
    assert later() == []  # it is alive: its row is locked
    assert HeldList.objects.get().stage == "working"
    kill(worker)
    wait_for(lambda: later() == [held])
    assert not MicroWish.objects.exists()
    assert not Notice.objects.exists()
    assert HeldList.objects.get().stage == "waiting"

    start_worker()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1), tick=True):
        tasks.sweep()
    wait_for(lambda: HeldList.objects.get().stage == "done")
    assert MicroWish.objects.count() == ROWS
    assert Notice.objects.get(kind="wishes.list_entered").user == clerk
