import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.notices import budget
from core.notices.delivery import deliver, deliver_due
from core.notices.kinds import INBOX, SMS
from core.notices.models import Notice, SmsBudget, Status
from core.notices.services import notify
from tests.core.notices.test_delivery import Outcome, Provider, Result, port

pytestmark = pytest.mark.django_db


def tell(to, key, kind="tests.news"):
    notify(kind, to=to, key=key, context={"what": "x", "at": "x"})


def waiting():
    return Notice.objects.filter(channel=SMS)


@given(st.integers(1, 500))
def test_parts_hold_the_text(length):
    parts = budget.parts("字" * length)
    assert (parts == 1) == (length <= 70)
    assert parts * (70 if parts == 1 else 67) >= length


def test_beyond_the_budget_it_is_withheld_but_urgent_ones_go(clock, to, settings, recorder):
    settings.SMS_MONTHLY_BUDGET = 2
    for key in "abc":
        tell(to, key)
    deliver_due()
    tell(to, "fire", "tests.alarm")
    deliver_due()
    assert waiting().filter(status=Status.SENT).count() == 3
    assert waiting().get(status=Status.WITHHELD).error == "over budget"
    assert SmsBudget.objects.get().used == 3
    assert len(recorder.keys()) == 3


def test_staff_is_warned_once_before_it_runs_out(clock, to, clerk, outsider, settings):
    settings.SMS_MONTHLY_BUDGET = 5
    for key in "abc":
        tell(to, key)
    deliver_due()
    warnings = Notice.objects.filter(kind="notices.budget_warning")
    assert not warnings.exists()
    for key in "defg":
        tell(to, key)
    deliver_due()
    assert [(w.user, w.channel) for w in warnings] == [(clerk, INBOX)]
    assert "4 of 5" in warnings.get().body


def test_what_was_not_taken_costs_nothing(clock, to, monkeypatch):
    fake = Provider(Result(Outcome.REFUSED))
    monkeypatch.setattr(port, "sms_sender", lambda: fake)
    tell(to, "a")
    deliver(waiting().get().pk)
    assert SmsBudget.objects.get().used == 0


def test_each_month_begins_anew(clock, to, settings):
    settings.SMS_MONTHLY_BUDGET = 1
    tell(to, "a")
    deliver_due()
    clock.move_to("2026-12-01T02:00:00+00:00")
    tell(to, "b")
    deliver_due()
    assert waiting().filter(status=Status.SENT).count() == 2
