import pytest
from django.db import IntegrityError, connection, transaction

from core.accounts.models import User
from core.notices import reasons
from core.notices.decisions import Decision, decide
from core.notices.delivery import deliver_due
from core.notices.kinds import EMAIL, INBOX, SMS
from core.notices.models import Notice, Status
from core.notices.queries import deliveries
from core.notices.recipients import Recipient
from core.notices.services import mark_all_read, mark_read, notify, prefer
from core.notices.wording import MissingField
from tests.core.notices.conftest import at

pytestmark = pytest.mark.django_db


def news(to, key="k", **more):
    return notify("tests.news", to=to, key=key, context={"what": "rain"}, **more)


def test_one_row_per_channel(clock, to, community):
    rows = {n.channel: n for n in news(to)}
    assert set(rows) == {"inbox", "sms"}
    assert rows["inbox"].status == Status.SENT
    assert rows["sms"].status == Status.QUEUED
    assert rows["inbox"].title == "News of rain"
    assert rows["sms"].community_id == community.pk


def test_the_same_key_adds_nothing(clock, to):
    news(to)
    news(to)
    assert Notice.objects.count() == 2


def test_another_person_with_the_same_key_is_told_too(clock, to, stranger):
    news(to)
    news(stranger)
    assert Notice.objects.filter(channel=SMS).count() == 2


def test_a_rolled_back_cause_leaves_no_notice(clock, to):
    def cause():
        news(to)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        transaction.atomic(cause)()
    assert not Notice.objects.exists()


def test_someone_without_account_gets_a_text_message_only(clock, stranger):
    assert [n.channel for n in news(stranger)] == [SMS]


def test_a_landline_stands_among_the_failed_so_that_somebody_calls(clock, clerk, community):
    (row,) = news(Recipient(phone="0755-26001234"), area=community)
    assert (row.status, row.error) == (Status.FAILED, reasons.LANDLINE)
    assert list(deliveries(clerk)) == [row]
    decide(row, Decision.RESEND, by=clerk)
    assert deliver_due() == 1
    row.refresh_from_db()
    assert row.status == Status.FAILED


def test_mail_stands_in_for_a_missing_phone(clock, to, resident):
    resident.phone = ""
    resident.save()
    assert {n.channel for n in news(to)} == {"inbox", "email"}


def test_inactive_people_are_left_alone(clock, to, resident):
    resident.is_active = False
    assert news(to) == []
    assert news(Recipient()) == []


def test_refused_channels_are_left_out(clock, to, resident):
    prefer(resident, "general", SMS, wanted=False)
    assert {n.channel for n in news(to, key="m")} == {INBOX, EMAIL}  # which stands in
    prefer(resident, "general", EMAIL, wanted=False)
    assert [n.channel for n in news(to)] == [INBOX]
    prefer(resident, "general", SMS, wanted=True)
    assert {n.channel for n in news(to, key="2")} == {INBOX, SMS}
    with pytest.raises(ValueError, match="preference"):
        prefer(resident, "general", INBOX, wanted=False)


def test_it_is_written_in_the_language_of_the_person(clock, to, resident, settings):
    resident.language = "zh-hans"
    alarm = notify("tests.alarm", to=to, key="1", context={"at": at(9)})
    assert "年" in alarm[0].body


def test_a_missing_field_breaks_loudly(clock, to):
    with pytest.raises(MissingField):
        notify("tests.news", to=to, key="1", context={})


def test_words_and_phones_are_encrypted_at_rest(clock, stranger):
    (notice,) = news(stranger)
    with connection.cursor() as cursor:
        cursor.execute("SELECT notices_notice::text FROM notices_notice WHERE id=%s", [notice.pk])
        (stored,) = cursor.fetchone()
    for secret in ("rain", "13900139000", "陈伯"):
        assert secret not in stored


def test_quiet_hours_hold_what_is_not_urgent(clock, to):
    clock.move_to(at(22))
    held = {n.channel: n for n in news(to)}
    assert held[SMS].held
    assert held[SMS].not_before == at(8, 30, day=19)
    assert held[INBOX].status == Status.SENT
    urgent = {n.channel: n for n in notify("tests.alarm", to=to, key="1", context={"at": "x"})}
    assert urgent[SMS].not_before == at(22)


def test_reading_in_the_portal_cancels_the_waiting_text_message(clock, to, resident):
    clock.move_to(at(22))
    news(to)
    inbox = Notice.objects.get(channel=INBOX)
    assert mark_read(resident, [inbox.pk]) == 1
    assert mark_read(resident, [inbox.pk]) == 0
    assert Notice.objects.get(channel=SMS).status == Status.CANCELLED


def test_nobody_reads_for_another(clock, to, resident, stranger):
    news(to)
    other = User.objects.create(username="other")
    inbox = Notice.objects.get(channel=INBOX)
    assert mark_read(other, [inbox.pk]) == 0
    assert mark_all_read(other) == 0
    assert mark_all_read(resident) == 1


def test_the_database_refuses_what_was_sent_to_wait_again(clock, to):
    news(to)
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        Notice.objects.filter(channel=INBOX).update(status=Status.QUEUED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"user": None},
        {"status": "sending"},
        {"status": "nonsense"},
        {"channel": "sms", "read_at": at(9)},
    ],
)
def test_the_database_refuses_rows_that_make_no_sense(clock, to, wrong):
    news(to)
    row = Notice.objects.get(channel=INBOX)
    row.pk, row.dedupe_key = None, "other"
    for name, value in wrong.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
