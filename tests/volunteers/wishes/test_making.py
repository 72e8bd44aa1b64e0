"""Making a wish: input, minors, speaking for others, numbers, tracking."""

import re
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from core.accounts.abilities import Role
from core.numbers.codes import ALPHABET, normalise_tracking_code
from core.privacy.models import ConsentRecord
from core.workflow.errors import Refused
from tests.factories import wishes as make
from volunteers.wishes import services
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.making import next_code, short_title


def refused(**fields):
    with pytest.raises(ValidationError) as error:
        make.wish(**fields)
    assert not MicroWish.objects.exists()
    return error.value.message_dict


def test_number_and_tracking_code(community):
    wish, other = make.wish(), make.wish()
    assert re.fullmatch(r"[A-Z]{1,4}-\d{4}-\d{4}", wish.code)
    assert int(other.code[-4:]) == int(wish.code[-4:]) + 1
    assert set(wish.tracking_code) <= set(ALPHABET)
    assert wish.tracking_code != other.tracking_code
    assert not set("0O1IL") & set(ALPHABET)


def test_what_is_wrong_stands_beside_its_field(community):
    messages = refused(
        title="", story="", kind="castle", estimated_value=-1, contact_phone="12", seats=0
    )
    assert {"title", "kind", "estimated_value", "contact_phone", "seats"} <= messages.keys()


@pytest.mark.parametrize("value", ["100000.01", "1e30", "NaN", "Infinity", "abc", "-0.01"])
def test_impossible_amounts_are_refused(community, value):
    assert "estimated_value" in refused(estimated_value=value)


def test_ten_thousand_characters_are_refused_and_nul_is_dropped(community):
    assert "title" in refused(title="长" * 10_000)
    assert make.wish(title="收\x00音机\u2028").title == "收音机"


def test_one_box_is_enough(community):
    wish = make.wish(title="", story="想要一台收音机。旧的坏了")
    assert wish.title == "想要一台收音机"


def test_somebody_elses_wish_needs_a_basis(community, clerk):
    messages = refused(by=clerk, spoken_for="staff")
    assert "consent_basis" in messages
    wish = make.wish(by=clerk, spoken_for="staff", consent_basis="home_visit", contact_phone="")
    assert wish.wisher is None
    assert wish.submitted_by == clerk
    consent = ConsentRecord.objects.get(purpose="wishes.wish")
    assert consent.recorded_by == clerk


def test_only_an_officer_speaks_as_one(community, wisher):
    assert "spoken_for" in refused(by=wisher, spoken_for="staff", consent_basis="counter")
    assert "spoken_for" in refused(by=wisher, spoken_for="housekeeper", consent_basis="counter")
    keeper = make.housekeeper(community)
    assert make.wish(by=keeper, spoken_for="housekeeper", consent_basis="home_visit").pk


def test_a_child_needs_the_guardian_first(community, clerk):
    messages = refused(age_band="under_14")
    assert {"guardian_consent", "guardian_name"} <= messages.keys()
    wish = make.wish(age_band="under_14", guardian_name="李国强", guardian_consent=True)
    assert ConsentRecord.objects.filter(purpose="wishes.guardian").exists()
    with pytest.raises(IntegrityError, match="wish_of_child_needs_guardian"), transaction.atomic():
        MicroWish.objects.filter(pk=wish.pk).update(
            guardian_agreed_at=None, published_at=wish.created_at
        )


def test_a_teenagers_guardian_is_told_before_it_is_published(clerk):
    wish = make.verifying(clerk, age_band="14_17")
    with pytest.raises(Refused) as refusal:
        services.publish(wish, by=clerk, **make.PUBLIC)
    assert refusal.value.field == "guardian_informed"
    services.record_guardian(wish, by=clerk, name="李国强", agreed=False)
    services.publish(wish, by=clerk, **make.PUBLIC)
    assert wish.status == "published"


def test_asked_once_name_and_phone_come_from_the_account(community, wisher):
    wish = make.wish(by=wisher, contact_name="", contact_phone="")
    assert (wish.contact_name, wish.contact_phone) == ("何秀兰", "13900001111")
    assert wish.wisher == wisher


def test_a_wish_belongs_to_a_community(community):
    with pytest.raises(ValidationError) as error:
        make.wish(community.district)
    assert "community" in error.value.message_dict


def test_tracking_opens_with_code_and_four_digits_only(community):
    wish = make.wish()
    typed = f" {wish.tracking_code_readable.lower()} "
    assert services.track(typed, "5678") == wish
    assert services.track(typed, "5679") is None
    assert services.track(typed, "") is None
    assert services.track("", "5678") is None
    assert services.track("A" * 500, "5678") is None
    assert normalise_tracking_code("\x00") == ""


def test_without_a_phone_the_slip_has_the_digits(client, community, clerk):
    wish = make.wish(by=clerk, spoken_for="staff", consent_basis="counter", contact_phone="")
    assert services.track(wish.tracking_code, wish.code[-4:]) == wish
    client.force_login(clerk)
    slip = client.get(f"/wishes/{wish.code}/slip/").content.decode()
    assert f"编号的后四位 {wish.code[-4:]}" in slip
    assert "手机号后四位" not in slip


def test_by_tracking_code_she_confirms_but_does_not_verify(clerk, helper):
    wish = make.fulfilled(clerk, helper)
    with pytest.raises(KeyError):
        services.act_by_tracking(wish, "publish")
    record = services.act_by_tracking(wish, "confirm")
    assert (wish.status, record.on_behalf_of) == ("closed", "wisher")


def test_the_same_person_keeps_her_mark(community):
    first = make.wish()
    assert make.wish().person == first.person
    assert make.wish(contact_name="黄家明").person != first.person  # a phone may be shared
    assert make.wish(contact_phone="13800001234").person != first.person


@pytest.mark.parametrize(
    ("story", "title"),
    [
        ("一台收音机。旧的坏了", "一台收音机"),
        ("长" * 31, "长" * 29 + "…"),
        (
            "A radio with large buttons that plays opera. Please",
            "A radio with large buttons that plays opera. Please",
        ),
        ("word " * 20, "word " * 10 + "word…"),
    ],
)
def test_the_title_is_the_first_sentence_and_never_half_a_word(story, title):
    assert short_title(story) == title


def test_district_admins_do_not_verify(community):
    admin = make.official(Role.DISTRICT_ADMIN, community.district)
    wish = make.wish()
    assert wish in MicroWish.objects.visible_to(admin)
    assert not admin.can("wishes.verify", community)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_numbers_stay_apart_when_many_come_at_once():
    community = make.community()
    codes, errors = [], []

    def draw():
        try:
            with transaction.atomic():
                codes.append(next_code(community))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=draw) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    numbers = sorted(int(code[-4:]) for code in codes)
    assert numbers == list(range(numbers[0], numbers[0] + 12))


def test_who_did_not_agree_is_asked_to_tick_the_box(client, community):
    form = client.post("/wishes/new/", {"story": "想听戏"}).context["form"]
    assert form.errors["consent"] == ["同意的话，请打勾。"]
