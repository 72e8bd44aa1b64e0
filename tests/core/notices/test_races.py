"""Several workers at once. Each promise has a control in which the guard is taken away."""

import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from core.notices import delivery, digest, sweep
from core.notices import reminders as api
from core.notices.models import Notice, ReminderMark, Status
from core.notices.recipients import Recipient
from core.notices.reminders import Due, Reminder
from core.notices.services import notify
from tests.core.notices.conftest import at

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
WORKERS = 6


def together(work, *, may_fail: bool = False) -> None:
    """Run the same work in several threads, all let go at the same moment."""
    gate, faults = threading.Barrier(WORKERS), []

    def run():
        try:
            gate.wait()
            work()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _worker in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert may_fail or not faults, faults


def tell(key="k", phone="13800138000", kind="tests.news"):
    notify(kind, to=Recipient(phone=phone), key=key, context={"what": "x", "at": "x"})


def careless_claim(notice_id):
    """Look, then write: what `claim` would be without its lock."""
    notice = Notice.objects.filter(pk=notice_id, status=Status.QUEUED).first()
    if notice is None:
        return None
    time.sleep(0.05)
    notice.status, notice.claimed_at = Status.SENDING, timezone.now()
    Notice.objects.filter(pk=notice_id).update(status=Status.SENDING, claimed_at=notice.claimed_at)
    return notice


def test_the_same_key_at_once_gives_one_row(clock):
    together(tell)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("careful", [True, False], ids=["guarded", "control"])
def test_one_worker_hands_a_notice_over(clock, recorder, monkeypatch, careful):
    if not careful:
        monkeypatch.setattr(delivery, "claim", careless_claim)
    # the control may be lucky once: it gets several chances to go wrong
    sound = all(_hand_over(recorder, number, careful) for number in range(1, 2 if careful else 9))
    assert sound == careful


def _hand_over(recorder, number, careful):
    """Three more notices and many workers; whether each was sent exactly once so far."""
    for key in "abc":
        tell(f"{key}{number}")
    # without the lock the database's own table of moves still stops some, with an error
    together(delivery.deliver_due, may_fail=not careful)
    keys = recorder.keys()
    return len(keys) == len(set(keys)) == 3 * number


def test_a_held_notice_is_in_one_digest(clock):
    clock.move_to(at(22))
    for number in range(12):
        tell(str(number), phone=f"1380013800{number % 2}")
    clock.move_to(at(9, day=19))
    together(lambda: digest.fold_held(timezone.now(), until=time.monotonic() + 20))
    assert Notice.objects.filter(kind="notices.digest").count() == 2
    assert Notice.objects.filter(status=Status.MERGED).count() == 12


def test_the_budget_is_not_overspent(clock, community, resident, settings):
    settings.SMS_MONTHLY_BUDGET = 4
    for number in range(10):
        notify("tests.news", to=Recipient(user=resident), key=str(number), context={"what": "x"})
    together(delivery.deliver_due)
    texts = Notice.objects.filter(channel="sms")
    assert texts.filter(status=Status.SENT).count() == 4
    assert texts.filter(status=Status.WITHHELD).count() == 6


def test_two_beats_remind_once(clock, monkeypatch, resident):
    def due(now):
        for number in range(10):
            person = Recipient(phone=f"1380013800{number}")
            yield Due(resident, [person], "tests.news", str(number), {"what": "x"}, at(9))

    monkeypatch.setattr(api, "_reminders", {})
    api.declare(Reminder("tests.race", due))
    together(sweep.sweep)
    assert ReminderMark.objects.count() == Notice.objects.count() == 10


def test_marks_alone_would_keep_reminders_single(clock, monkeypatch, resident):
    """Even if every worker were let in, the unique mark holds."""

    def due(now):
        yield Due(
            resident, [Recipient(phone="13800138000")], "tests.news", "1", {"what": "x"}, at(9)
        )

    monkeypatch.setattr(api, "_reminders", {})
    monkeypatch.setattr(sweep, "_claim", lambda reminder, now: True)
    api.declare(Reminder("tests.race", due))
    together(sweep.sweep)
    assert Notice.objects.count() == 1
