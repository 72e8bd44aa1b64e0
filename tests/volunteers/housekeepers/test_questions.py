"""Becoming a volunteer in elder mode: one question a page, nothing lost on the way."""

import pytest
from django.urls import reverse

from volunteers.housekeepers.models import Volunteer


@pytest.fixture
def elder(client, cast):
    client.force_login(cast.resident)
    client.cookies["elder"] = "1"
    return client


def page(number, rest=""):
    return reverse("housekeepers:step", args=[number]) + rest


def test_the_answers_of_all_pages_make_the_registration(elder, cast):
    first = elder.get(reverse("housekeepers:register"), {"next": "/wishes/"})
    assert first["Location"] == page(1, "?next=%2Fwishes%2F")
    answers = [
        {"community": cast.community.code},
        {"interests": ["repairs", "escort"]},
        {"other": "下棋"},
        {"volunteer_number": ""},
        {"consent": "on"},
    ]
    address = first["Location"]
    for answer in answers:
        assert elder.get(address).status_code == 200
        address = elder.post(address, answer)["Location"]
    assert address == "/wishes/"
    assert Volunteer.objects.get(user=cast.resident).interests == ["repairs", "escort", "下棋"]


def test_going_back_shows_what_was_answered(elder, cast):
    elder.post(page(1), {"community": cast.community.code})
    elder.post(page(2), {"interests": ["repairs"]})
    shown = elder.get(page(2))
    assert shown.context["form"]["interests"].value() == ["repairs"]
    told = [(one.label, one.href) for one in elder.get(page(5)).context["answers"]]
    assert [href for _label, href in told] == [page(1), page(2)]


def test_a_fault_stays_beside_its_question_and_does_not_reach_the_next(elder):
    answer = elder.post(page(1), {"community": "nowhere"})
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["community"]


def test_who_skips_a_question_is_led_back_to_it_at_the_end(elder, cast):
    answer = elder.post(page(5), {"consent": "on"})
    assert answer.status_code == 400
    assert answer.context["number"] == 1
    assert not Volunteer.objects.filter(user=cast.resident).exists()


def test_a_volunteer_changes_the_registration_without_a_new_consent(client, cast):
    client.force_login(cast.volunteer)
    assert client.get(page(5)).context["fields"] == []
    for number, data in ((1, {"community": cast.community.code}), (2, {"interests": ["repairs"]})):
        client.post(page(number), data)
    assert client.post(page(5), {})["Location"] == reverse("housekeepers:mine")
    assert Volunteer.objects.get(user=cast.volunteer).interests == ["repairs"]
