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


def asked(page):
    return [field.name for field in page.context["fields"]]


def test_a_helper_claims_at_once_or_says_more_page_by_page(elder, cast, clerk):
    wish = make.published(clerk, cast.community)
    elder.force_login(cast.volunteer)
    claim = reverse("wishes:transition", args=[wish.code, "claim"])
    first = elder.get(claim).content.decode()
    assert 'name="promise"' not in first
    assert 'href="?question=1"' in first
    names = [asked(elder.get(claim, {"question": n})) for n in range(1, 7)]
    assert names == [["promise"], ["promised_for"], ["items"], ["unit_label"], ["note"], []]
    elder.post(f"{claim}?question=1", {"promise": "周六上门装好扶手"})
    assert elder.post(f"{claim}?question=2", {"promised_for": "2001-01-01"}).status_code == 400
    for number, name in ((2, "promised_for"), (3, "items"), (4, "unit_label"), (5, "note")):
        elder.post(f"{claim}?question={number}", {name: ""})
    assert "周六上门装好扶手" in elder.get(f"{claim}?question=6").content.decode()
    assert elder.post(f"{claim}?question=6")["Location"] == wish.get_absolute_url()
    assert wish.claims.get().promise == "周六上门装好扶手"


def test_one_answer_of_a_wish_is_changed_without_walking_through_all(elder, cast):
    wish = make.wish(cast.community, by=cast.resident)
    elder.force_login(cast.resident)
    edit = reverse("wishes:edit", args=[wish.code])
    page = elder.get(edit)
    assert asked(page) == []
    number = next(a.href for a in page.context["answers"] if a.label == "地址")
    assert asked(elder.get(number)) == ["contact_address"]
    assert elder.post(number, {"contact_address": "榕树头 3 号"})["Location"].startswith(edit)
    wish.refresh_from_db()
    assert wish.contact_address != "榕树头 3 号"  # nothing is kept before the last page
    story, phone = wish.story, wish.contact_phone
    assert elder.post(edit)["Location"] == wish.get_absolute_url()
    wish.refresh_from_db()
    assert wish.contact_address == "榕树头 3 号"
    assert (wish.story, wish.contact_phone) == (story, phone)


def test_thanks_are_asked_page_by_page(elder, cast, clerk):
    wish = make.closed(clerk, cast.volunteer, by=cast.resident)
    elder.force_login(cast.resident)
    thank = reverse("wishes:thank", args=[wish.code])
    assert asked(elder.get(thank)) == ["text"]
    elder.post(f"{thank}?question=1", {"text": "谢谢你们"})
    elder.post(f"{thank}?question=2", {"public": "on"})
    assert elder.post(f"{thank}?question=3")["Location"] == wish.get_absolute_url()
    wish.refresh_from_db()
    assert (wish.thank_you, bool(wish.public_thank_you)) == ("谢谢你们", True)
