import datetime as dt

import pytest
from django.utils import timezone

from core.notices import codes, queueing, tasks
from core.notices.channels import port
from core.notices.channels.port import CANNOT_TELL, Outcome, Result
from core.notices.delivery import claim, deliver, deliver_due, resolve_stuck, settle
from core.notices.kinds import SMS
from core.notices.models import Notice, Status
from core.notices.services import notify
from tests.core.notices.conftest import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(clock, stranger) -> Notice:
    (row,) = notify("tests.news", to=stranger, key="k", context={"what": "rain"})
    return row


class Provider:
    """Answers what it is told to, and counts."""

    def __init__(self, *answers, fate=CANNOT_TELL):
        self.answers, self._fate, self.sent = list(answers), fate, []

    def send(self, phone, text, *, key, template, params):
        self.sent.append(key)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def fate(self, phone, *, key, day):
        return self._fate


@pytest.fixture
def provider(monkeypatch):
    def install(*answers, fate=CANNOT_TELL):
        made = Provider(*answers, fate=fate)
        monkeypatch.setattr(port, "sms_sender", lambda: made)
        return made

    return install


def test_it_is_handed_over_once(notice, recorder):
    assert deliver(notice.pk) == Status.SENT
    assert deliver(notice.pk) == "skipped"
    assert recorder.keys() == [notice.provider_key]


def test_a_row_that_never_was_is_skipped(db):
    assert deliver(987654) == "skipped"


def test_what_is_not_due_stays(clock, stranger, recorder):
    (row,) = notify("tests.news", to=stranger, key="k", context={"what": "x"}, not_before=at(15))
    assert deliver_due() == 0
    clock.move_to(at(15))
    assert deliver_due() == 1
    assert recorder.keys() == [row.provider_key]


def test_a_late_worker_respects_quiet_hours(notice, clock, recorder):
    clock.move_to(at(20, 1))
    deliver(notice.pk)
    notice.refresh_from_db()
    assert (notice.status, notice.held) == (Status.QUEUED, True)
    assert notice.not_before == at(8, 30, day=19)
    assert recorder.keys() == []


def test_what_the_provider_did_not_take_is_tried_again(notice, clock, provider):
    fake = provider(Result(Outcome.TRY_LATER), Result(Outcome.ACCEPTED, provider_id="b"))
    assert deliver(notice.pk) == Status.QUEUED
    assert deliver(notice.pk) == "skipped"  # not at once
    clock.shift(dt.timedelta(minutes=1))
    assert deliver(notice.pk) == Status.SENT
    assert len(set(fake.sent)) == 1


def test_after_six_attempts_a_person_sees_it(notice, clock, provider):
    provider(*[Result(Outcome.TRY_LATER, error="full")] * 6)
    for _attempt in range(6):
        status = deliver(notice.pk)
        clock.shift(dt.timedelta(minutes=241))
        if clock_is_quiet():
            clock.move_to(at(9, day=timezone.localtime().day + 1))
    assert status == Status.FAILED


def clock_is_quiet():
    return not dt.time(8, 30) <= timezone.localtime().time() < dt.time(20)


def test_a_refusal_is_final(notice, provider):
    provider(Result(Outcome.REFUSED, error="no such number"))
    assert deliver(notice.pk) == Status.FAILED


@pytest.mark.parametrize("answer", [Result(Outcome.UNKNOWN, error="timeout"), ValueError("bug")])
def test_without_a_certain_answer_it_is_not_sent_again(notice, clock, provider, answer):
    fake = provider(answer)
    assert deliver(notice.pk) == Status.SENDING
    assert deliver_due() == 0
    clock.shift(dt.timedelta(minutes=11))
    assert resolve_stuck() == 1
    notice.refresh_from_db()
    assert notice.status == Status.UNKNOWN
    assert deliver_due() == 0
    assert len(fake.sent) == 1


@pytest.mark.parametrize(
    ("fate", "status"),
    [
        (Result(Outcome.ACCEPTED), Status.SENT),
        (Result(Outcome.REFUSED), Status.FAILED),
        (Result(Outcome.TRY_LATER), Status.QUEUED),
        (CANNOT_TELL, Status.UNKNOWN),
    ],
)
def test_after_a_crash_the_provider_is_asked(notice, clock, provider, fate, status):
    provider(fate=fate)
    claim(notice.pk)  # and then the worker dies
    clock.shift(dt.timedelta(minutes=9))
    assert resolve_stuck() == 0
    clock.shift(dt.timedelta(minutes=2))
    assert resolve_stuck() == 1
    notice.refresh_from_db()
    assert notice.status == status


def test_a_slow_worker_does_not_overwrite_a_newer_claim(notice, clock, provider):
    provider(fate=Result(Outcome.TRY_LATER))
    slow = claim(notice.pk)
    clock.shift(dt.timedelta(minutes=20))
    resolve_stuck()
    clock.shift(dt.timedelta(minutes=5))
    fresh = claim(notice.pk)
    assert settle(slow, Result(Outcome.REFUSED)) == "skipped"
    assert settle(fresh, Result(Outcome.ACCEPTED)) == Status.SENT


def test_a_late_answer_settles_an_unknown_fate(notice, clock, provider):
    provider()
    slow = claim(notice.pk)
    clock.shift(dt.timedelta(minutes=11))
    resolve_stuck()
    assert settle(slow, Result(Outcome.ACCEPTED)) == Status.SENT


@pytest.mark.parametrize("answer", [OSError("connection refused"), None])
def test_without_a_broker_the_row_waits_for_the_sweep(
    clock, stranger, recorder, monkeypatch, django_capture_on_commit_callbacks, answer
):
    calls = []

    def no_broker(*args, **kwargs):
        calls.append(args)
        if answer:
            raise answer

    monkeypatch.setattr(tasks.deliver, "apply_async", no_broker)
    monkeypatch.setattr(queueing, "_broker_silent_until", 0.0)
    with django_capture_on_commit_callbacks(execute=True):
        for key in "abc":
            notify("tests.news", to=stranger, key=key, context={"what": "x"})
    assert len(calls) == 1  # then the broker is left alone for a while
    assert deliver_due() == 3
    assert len(recorder.keys()) == 3


def test_the_commit_wakes_a_worker(
    clock, stranger, monkeypatch, django_capture_on_commit_callbacks
):
    woken = []
    monkeypatch.setattr(queueing, "_broker_silent_until", 0.0)
    monkeypatch.setattr(tasks.deliver, "apply_async", lambda args, **_k: woken.append(args[0]))
    with django_capture_on_commit_callbacks(execute=True):
        (row,) = notify("tests.news", to=stranger, key="a", context={"what": "x"})
        assert woken == []
    assert woken == [row.pk]


def test_a_code_leaves_at_once_even_at_night_and_is_erased(clock, db, recorder):
    clock.move_to(at(23))
    assert codes.send_now("13800138000", "Your code is 123456", key="c1")
    assert codes.send_now("13800138000", "Your code is 123456", key="c1")
    row = Notice.objects.get(channel=SMS)
    assert len(recorder.keys()) == 1
    assert (row.body, row.params) == ("", "{}")


def test_an_old_code_is_dropped(clock, db, provider):
    provider(Result(Outcome.TRY_LATER))
    assert not codes.send_now("13800138000", "Your code is 123456", key="c1")
    clock.shift(dt.timedelta(minutes=11))
    deliver_due()
    assert Notice.objects.get().status == Status.CANCELLED
