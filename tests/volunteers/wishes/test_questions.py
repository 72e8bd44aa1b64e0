"""Following a wish in elder mode: one question a page."""

import pytest
from django.urls import reverse

from tests.factories import wishes as make
from tests.factories.centres import CentreFactory
from volunteers.wishes import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def elder(client):
    client.cookies["elder"] = "1"
    return client


def page(number, rest=""):
    return reverse("wishes:track_step", args=[number]) + rest


def test_the_code_then_the_digits_lead_to_the_wish(elder, community):
    wish = make.wish(contact_phone="13812345678")
    assert elder.get(reverse("wishes:track"))["Location"] == page(1)
    assert [field.name for field in elder.get(page(1)).context["fields"]] == ["code"]
    assert elder.post(page(1), {"code": wish.tracking_code.lower()})["Location"] == page(2)
    assert [field.name for field in elder.get(page(2)).context["fields"]] == ["last4"]
    arrived = elder.post(page(2), {"last4": "5678"}, follow=True)
    assert wish.code in arrived.content.decode()
    assert "track_answers" not in elder.session


def test_who_was_referred_reads_the_reason_and_the_next_door(client, community, clerk):
    wish = make.verifying(clerk, contact_phone="13812345678")
    services.refer(wish, by=clerk, note="超过限额", next_door="charity")
    given = {"code": wish.tracking_code, "last4": "5678"}
    page = client.post(reverse("wishes:track"), given, follow=True).content.decode()
    assert "超过限额" in page
    assert "慈善会" in page


def test_the_code_of_the_slip_is_filled_in(elder, community):
    wish = make.wish()
    first = elder.get(reverse("wishes:track"), {"code": wish.tracking_code})
    assert first["Location"] == page(1, f"?code={wish.tracking_code}")
    assert wish.tracking_code in elder.get(first["Location"]).content.decode()


def test_one_refusal_for_every_mistake(elder, community):
    wish = make.wish(contact_phone="13812345678")
    said = set()
    for code, last4 in ((wish.tracking_code, "0000"), ("NEVER", "5678")):
        elder.post(page(1), {"code": code})
        answer = elder.post(page(2), {"last4": last4})
        assert answer.status_code == 400
        said.add(answer.context["form"].non_field_errors()[0])
    assert len(said) == 1


def test_without_elder_mode_both_are_asked_at_once(client, community):
    assert list(client.get(reverse("wishes:track")).context["form"].fields) == ["code", "last4"]


def test_the_slip_carries_the_telephone_of_the_wish_whoever_prints_it(client, community):
    CentreFactory(area=community, phone="0799-5550123")
    wish = make.wish(contact_phone="13812345678")
    given = {"code": wish.tracking_code, "last4": "5678"}
    client.post(reverse("wishes:track"), given)
    assert "0799-5550123" in client.get(reverse("wishes:slip", args=[wish.code])).content.decode()


def test_a_wish_for_somebody_is_asked_page_by_page_of_all_but_staff(elder, cast, clerk):
    whole, first = reverse("wishes:for_others"), reverse("wishes:for_others_step", args=[1])
    elder.force_login(cast.resident)
    assert elder.get(whole)["Location"] == first
    assert elder.get(reverse("wishes:for_others_step", args=[3]))["Location"].endswith("/4/")
    elder.force_login(clerk)
    assert elder.get(whole).status_code == 200
