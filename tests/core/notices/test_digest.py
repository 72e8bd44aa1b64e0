import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.notices.delivery import deliver_due
from core.notices.kinds import SMS
from core.notices.models import Notice, Status
from core.notices.recipients import Recipient
from core.notices.services import notify
from tests.core.notices.conftest import at

pytestmark = pytest.mark.django_db


def tell(to, key):
    notify("tests.news", to=to, key=key, context={"what": key})


def test_several_held_ones_become_one_message(clock, stranger, recorder):
    clock.move_to(at(22))
    for key in "abc":
        tell(stranger, key)
    deliver_due()
    assert recorder.keys() == []
    clock.move_to(at(8, 30, day=19))
    deliver_due()
    (key,) = recorder.keys()
    assert key.startswith("notices.digest:")
    digest = Notice.objects.get(kind="notices.digest")
    assert digest.status == Status.SENT
    assert digest.members.filter(status=Status.MERGED).count() == 3
    assert "3" in digest.body


def test_who_has_no_inbox_reads_every_message_in_full(clock, stranger, recorder):
    """A tracking code stands in the message only."""
    clock.move_to(at(22))
    for key, what in {"a": "查询码 GNAQ-34NP", "b": "社区会打电话", "c": "很长" * 200}.items():
        notify("tests.news", to=stranger, key=key, context={"what": what})
    clock.move_to(at(8, 30, day=19))
    deliver_due()
    assert len(recorder.keys()) == 2  # the long one leaves alone
    digest = Notice.objects.get(kind="notices.digest")
    assert digest.members.count() == 2
    for held in digest.members.all():
        assert held.body in digest.body


def test_a_mail_holds_every_message_in_full(clock, resident, mailoutbox):
    resident.phone, resident.email = "", "chen@example.org"
    resident.save()
    clock.move_to(at(22))
    for key in "abc":
        tell(Recipient(user=resident), key)
    clock.move_to(at(8, 30, day=19))
    deliver_due()
    (mail,) = mailoutbox
    for held in Notice.objects.get(kind="notices.digest").members.all():
        assert f"{held.title}\n{held.body}" in mail.body


def test_a_single_held_one_goes_as_it_is(clock, stranger, recorder):
    clock.move_to(at(22))
    tell(stranger, "a")
    clock.move_to(at(8, 30, day=19))
    deliver_due()
    (key,) = recorder.keys()
    assert key.startswith("tests.news:")


def test_what_was_read_in_the_night_is_not_in_the_digest(clock, to, resident, recorder):
    clock.move_to(at(22))
    for key in "abc":
        notify("tests.news", to=to, key=key, context={"what": "rain"})
    Notice.objects.filter(channel=SMS, dedupe_key__contains=":a:").update(status="cancelled")
    clock.move_to(at(8, 30, day=19))
    deliver_due()
    digest = Notice.objects.get(kind="notices.digest")
    assert digest.members.count() == 2
    assert "News of rain ×2" in digest.body  # told once


nights = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 26 * 60), st.booleans()), max_size=14)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=nights)
def test_every_notice_ends_in_exactly_one_message(clock, recorder, db, events):
    """Whoever is told what and when: each urgent or daytime one leaves alone, the rest together."""
    Notice.objects.all().delete()
    recorder.path.unlink(missing_ok=True)
    for number, (person, minute, urgent) in enumerate(sorted(events, key=lambda e: e[1])):
        clock.move_to(at(10) + minute * (at(0, 1) - at(0)))
        to = Recipient(phone=f"1380013800{person}")
        kind, context = ("tests.alarm", {"at": "x"}) if urgent else ("tests.news", {"what": "x"})
        notify(kind, to=to, key=str(number), context=context)
        deliver_due()
    clock.move_to(at(12, 30, day=20))
    deliver_due()
    keys = recorder.keys()
    assert len(keys) == len(set(keys))
    for notice in Notice.objects.all():
        carrier = notice.digest or notice
        assert carrier.status == Status.SENT
        assert keys.count(carrier.provider_key) == 1
        assert (notice.provider_key in keys) == (notice.digest is None)
