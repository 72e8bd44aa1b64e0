import pytest
from django.urls import reverse

from core.notices.kinds import INBOX, SMS
from core.notices.models import Notice, Preference, SmsBudget, Status
from core.notices.services import notify
from tests.core.notices.conftest import at

pytestmark = pytest.mark.django_db
INBOX_URL = "/inbox/"


def tell(to, key="k", url=""):
    notify("tests.news", to=to, key=key, context={"what": f"rain {key}"}, url=url)


@pytest.fixture
def as_resident(client, resident):
    client.force_login(resident)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def as_clerk(client, clerk):
    client.force_login(clerk)
    client.cookies["django_language"] = "en"
    return client


def trouble(to, status=Status.UNKNOWN):
    tell(to)
    row = Notice.objects.filter(channel=SMS)
    row.update(status=Status.SENDING, claimed_at=at(9))
    row.update(status=status)
    return row.get()


@pytest.mark.parametrize("name", ["inbox", "preferences", "outbox"])
def test_visitors_are_asked_to_sign_in(client, db, name):
    assert client.get(reverse(f"notices:{name}")).status_code == 302


def test_an_empty_inbox_says_what_comes(as_resident):
    assert b"No messages yet" in as_resident.get(INBOX_URL).content


def test_a_message_is_opened_read_and_leads_on(clock, as_resident, to):
    tell(to, url="/wishes/W1/")
    page = as_resident.get(INBOX_URL).content.decode()
    assert "News of rain k" in page
    notice = Notice.objects.get(channel=INBOX)
    answer = as_resident.post(reverse("notices:open", args=[notice.pk]))
    assert answer.url == "/wishes/W1/"
    notice.refresh_from_db()
    assert notice.read_at == at(10)
    assert b"You have read everything" in as_resident.get(INBOX_URL + "?show=unread").content


def test_a_foreign_address_is_not_followed(clock, as_resident, to):
    tell(to, url="https://evil.example/")
    notice = Notice.objects.get(channel=INBOX)
    assert as_resident.post(reverse("notices:open", args=[notice.pk])).url == INBOX_URL


def test_nobody_opens_anothers_message(clock, as_clerk, to):
    tell(to)
    notice = Notice.objects.get(channel=INBOX)
    assert as_clerk.post(reverse("notices:open", args=[notice.pk])).status_code == 404
    assert as_clerk.get(reverse("notices:open", args=[notice.pk])).status_code == 405
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_are_marked_read(clock, as_resident, to):
    for key in "abc":
        tell(to, key)
    assert as_resident.post(reverse("notices:read_all")).status_code == 302
    assert not Notice.objects.filter(channel=INBOX, read_at=None).exists()


def test_the_list_costs_the_same_for_one_and_for_thirty(
    clock, as_resident, to, django_assert_max_num_queries
):
    tell(to)
    as_resident.get(INBOX_URL)
    with django_assert_max_num_queries(12) as one:
        as_resident.get(INBOX_URL)
    for number in range(30):
        tell(to, str(number))
    with django_assert_max_num_queries(len(one)):
        page = as_resident.get(INBOX_URL)
    assert len(page.context["page"].rows) == 20
    older = as_resident.get(INBOX_URL, {"cursor": page.context["page"].next_cursor})
    assert len(older.context["page"].rows) == 11


def test_preferences_are_kept(as_resident, resident):
    url = reverse("notices:preferences")
    assert b"How I am told" in as_resident.get(url).content
    as_resident.post(url, {"general": ["email"]})
    said = {(p.group, p.channel): p.wanted for p in Preference.objects.filter(user=resident)}
    assert said["general", "email"]
    assert not said["general", "sms"]


def test_whoever_gave_no_address_is_told_that_no_mail_comes(as_resident, resident):
    told = "No e-mail reaches you yet"
    url = reverse("notices:preferences")
    assert told not in as_resident.get(url).content.decode()
    type(resident).objects.filter(pk=resident.pk).update(email="")
    assert told in as_resident.get(url).content.decode()


def test_nonsense_preferences_are_refused_beside_the_field(as_resident, resident):
    answer = as_resident.post(reverse("notices:preferences"), {"general": ["pigeon"]})
    assert answer.status_code == 400
    assert not Preference.objects.exists()


def test_residents_see_no_deliveries(as_resident, clock, to):
    row = trouble(to)
    assert as_resident.get(reverse("notices:outbox")).status_code == 404
    decide = reverse("notices:decide", args=[row.pk])
    assert as_resident.post(decide, {"decision": "drop"}).status_code == 404


def test_a_clerk_decides_and_sees_only_masked_people(clock, as_clerk, to, community):
    row = trouble(to)
    SmsBudget.objects.create(area=community, month="2026-11-01", allowed=100, used=85)
    page = as_clerk.get(reverse("notices:outbox")).content.decode()
    assert "It may have arrived" in page
    assert "85 of 100" in page
    assert "138****8000" in page
    for secret in ("13800138000", "何秀英"):
        assert secret not in page
    answer = as_clerk.post(reverse("notices:decide", args=[row.pk]), {"decision": "arrived"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.status == Status.SENT


def test_a_clerk_of_another_community_finds_nothing(clock, client, outsider, to):
    row = trouble(to)
    client.force_login(outsider)
    assert "138" not in client.get(reverse("notices:outbox")).content.decode()
    url = reverse("notices:decide", args=[row.pk])
    assert client.post(url, {"decision": "resend"}).status_code == 404
    row.refresh_from_db()
    assert row.status == Status.UNKNOWN


@pytest.mark.parametrize("shown", ["trouble", "waiting", "sent", "nonsense"])
def test_every_heading_opens(clock, as_clerk, to, shown):
    trouble(to)
    assert as_clerk.get(reverse("notices:outbox"), {"show": shown}).status_code == 200


def test_bad_decisions_are_answered_kindly(clock, as_clerk, to):
    row = trouble(to, Status.FAILED)
    url = reverse("notices:decide", args=[row.pk])
    assert as_clerk.post(url, {"decision": "shout"}).status_code == 400
    as_clerk.post(url, {"decision": "arrived"}, follow=True)
    row.refresh_from_db()
    assert row.status == Status.FAILED


def test_deliveries_cost_the_same_for_one_and_for_thirty(
    clock, as_clerk, to, stranger, django_assert_max_num_queries
):
    url = reverse("notices:outbox") + "?show=waiting"
    tell(to, "first")
    as_clerk.get(url)
    with django_assert_max_num_queries(15) as one:
        as_clerk.get(url)
    for number in range(30):
        tell(to, str(number))
    with django_assert_max_num_queries(len(one)):
        as_clerk.get(url)
