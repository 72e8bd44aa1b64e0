"""Becoming a volunteer, one's own page, and the staff's list with its housekeepers."""

import pytest
from django.urls import reverse

from core.areas.models import Building, Estate
from core.privacy.models import ConsentRecord
from tests.factories import wishes as make
from volunteers.housekeepers.models import Housekeeper, Volunteer
from volunteers.wishes.claims import Claim

REGISTER, MINE = reverse("housekeepers:register"), reverse("housekeepers:mine")
MANAGE = reverse("housekeepers:manage")


def join(client, cast, **extra):
    form = {"community": cast.community.code, "interests": ["repairs"], "consent": "on"}
    return client.post(REGISTER, {**form, **extra})


def test_a_resident_becomes_a_volunteer_and_goes_back_to_the_wish(client, cast):
    client.force_login(cast.resident)
    assert client.get(REGISTER).status_code == 200
    answer = join(client, cast, other="织毛衣，下棋", next="/wishes/")
    assert answer["Location"] == "/wishes/"
    volunteer = Volunteer.objects.get(user=cast.resident)
    assert volunteer.interests == ["repairs", "织毛衣", "下棋"]
    assert ConsentRecord.objects.filter(purpose="volunteers.register").count() == 1


def test_nobody_is_led_to_another_host(client, cast):
    client.force_login(cast.resident)
    assert join(client, cast, next="https://evil.example/")["Location"] == MINE


def test_without_consent_nothing_happens_and_what_was_typed_stays(client, cast):
    client.force_login(cast.resident)
    answer = join(client, cast, consent="", volunteer_number="4420000012")
    assert answer.status_code == 400
    assert "4420000012" in answer.content.decode()
    assert not Volunteer.objects.filter(user=cast.resident).exists()


def test_a_number_held_by_somebody_else_is_refused_beside_the_field(client, cast):
    Volunteer.objects.filter(user=cast.volunteer).update(volunteer_number="77")
    client.force_login(cast.resident)
    answer = join(client, cast, volunteer_number="77")
    assert answer.status_code == 400
    assert answer.context["form"].errors["volunteer_number"]


def test_ones_own_page_shows_what_is_next(client, cast):
    wish = make.claimed(cast.community_clerk, cast.volunteer, where=cast.community)
    client.force_login(cast.volunteer)
    shown = client.get(MINE).content.decode()
    assert reverse("wishes:transition", args=[wish.code, "report_contact"]) in shown
    client.force_login(cast.resident)
    assert client.get(MINE)["Location"] == REGISTER


def test_who_still_helps_finishes_first_and_then_leaves(client, cast):
    make.claimed(cast.community_clerk, cast.volunteer, where=cast.community)
    client.force_login(cast.volunteer)
    client.post(reverse("housekeepers:leave"))
    assert Volunteer.objects.active().filter(user=cast.volunteer).exists()
    Claim.objects.all().delete()
    client.post(reverse("housekeepers:leave"))
    assert not Volunteer.objects.active().filter(user=cast.volunteer).exists()


@pytest.mark.parametrize("name", ["resident", "volunteer", "housekeeper", "finance_officer"])
def test_nobody_else_finds_the_list(client, cast, name):
    client.force_login(getattr(cast, name))
    assert client.get(MANAGE).status_code == 404


def test_names_and_phones_are_masked_and_areas_kept_apart(client, cast):
    client.force_login(cast.community_clerk)
    shown = client.get(MANAGE)
    assert len(shown.context["page"].rows) == 2
    text = shown.content.decode()
    assert "陈*" in text
    assert "陈向前" not in text
    assert cast.volunteer.phone not in text
    client.force_login(cast.neighbour_clerk)
    assert not client.get(MANAGE).context["page"].rows


def test_filters(client, cast):
    Volunteer.objects.filter(user=cast.volunteer).update(
        interests=["陪伴聊天"], volunteer_number="99010100010000"
    )
    client.force_login(cast.community_clerk)
    for query, count in (("part=housekeeper", 1), ("q=990101", 1), ("q=1", 0), ("part=x", 2)):
        assert len(client.get(f"{MANAGE}?{query}").context["page"].rows) == count, query


def test_same_queries_for_one_and_thirty(client, cast, django_assert_num_queries):
    client.force_login(cast.community_clerk)
    client.get(MANAGE)
    with django_assert_num_queries(7):
        client.get(MANAGE)
    for _ in range(28):
        make.housekeeper(cast.community)
    with django_assert_num_queries(7):
        assert len(client.get(MANAGE).context["page"].rows) == 30


def test_a_term_begins_and_ends(client, cast):
    estate = Estate.objects.create(community=cast.community, name="榕景花园")
    home = Building.objects.create(estate=estate, name="3 栋")
    volunteer = cast.volunteer.volunteer
    appoint = reverse("housekeepers:appoint", args=[volunteer.pk])
    form = {
        "community": cast.community.code,
        "buildings": [home.pk],
        "selected_by": "resident_nominate",
    }
    for name in ("neighbour_clerk", "subdistrict_officer", "resident", "volunteer"):
        client.force_login(getattr(cast, name))
        assert client.post(appoint, form).status_code == 404, name
    client.force_login(cast.community_clerk)
    assert client.get(appoint).status_code == 200
    assert client.post(appoint, form).status_code == 302
    term = Housekeeper.objects.get(volunteer=volunteer)
    assert list(term.buildings.all()) == [home]
    assert client.post(appoint, form).status_code == 400
    end = reverse("housekeepers:end_term", args=[term.pk])
    client.force_login(cast.neighbour_clerk)
    assert client.post(end).status_code == 404
    client.force_login(cast.community_clerk)
    assert client.post(end).status_code == 302
    assert Housekeeper.objects.get(pk=term.pk).until is not None


def test_a_full_phone_is_shown_only_on_record(client, cast):
    reveal = reverse("privacy:reveal", args=["accounts.user", cast.volunteer.pk, "phone"])
    client.force_login(cast.neighbour_clerk)
    assert client.get(reveal).status_code == 404
    client.force_login(cast.community_clerk)
    assert client.get(reveal).status_code == 200
    other = reverse("privacy:reveal", args=["accounts.user", cast.resident.pk, "phone"])
    assert client.get(other).status_code == 404
