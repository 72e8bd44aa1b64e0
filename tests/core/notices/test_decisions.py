import pytest
from django.core.exceptions import PermissionDenied

from core.notices.decisions import Decision, NotDecidable, decide, possible
from core.notices.delivery import deliver_due
from core.notices.kinds import SMS
from core.notices.models import Notice, Status
from core.notices.services import notify
from tests.core.notices.conftest import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(clock, to):
    """Make one text message that stands in a given state."""

    def make(status):
        notify("tests.news", to=to, key="k", context={"what": "rain"})
        row = Notice.objects.filter(channel=SMS)
        row.update(status=Status.SENDING, claimed_at=at(9))
        row.update(status=status)
        return row.get()

    return make


def test_sending_again_uses_a_new_key(delivery, clerk, recorder):
    row = delivery(Status.UNKNOWN)
    before = row.provider_key
    decide(row, Decision.RESEND, by=clerk)
    deliver_due()
    row.refresh_from_db()
    assert recorder.keys() == [f"{before}#1"]
    assert (row.status, row.decided_by) == (Status.SENT, clerk)


def test_a_person_may_say_it_arrived_or_let_it_be(delivery, clerk, recorder):
    row = delivery(Status.UNKNOWN)
    assert decide(row, Decision.ARRIVED, by=clerk).status == Status.SENT
    assert deliver_due() == 0


def test_the_second_decision_is_told_so(delivery, clerk):
    row = delivery(Status.UNKNOWN)
    decide(row, Decision.DROP, by=clerk)
    with pytest.raises(NotDecidable):
        decide(row, Decision.RESEND, by=clerk)


def test_nobody_decides_for_another_community(delivery, outsider, resident):
    row = delivery(Status.FAILED)
    for stranger in (outsider, resident):
        with pytest.raises(PermissionDenied):
            decide(row, Decision.RESEND, by=stranger)
    row.refresh_from_db()
    assert row.status == Status.FAILED


@pytest.mark.parametrize("status", Status.values)
def test_only_open_questions_can_be_decided(status):
    row = Notice(status=status)
    assert bool(possible(row)) == (status in {"unknown", "failed", "withheld"})
    assert (Decision.ARRIVED in possible(row)) == (status == "unknown")


def test_an_expired_code_cannot_be_sent_again(clock):
    row = Notice(status=Status.UNKNOWN, expires_at=at(9))
    assert Decision.RESEND not in possible(row)
