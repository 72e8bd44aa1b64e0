"""Role holders change their password in time, and take no earlier one again; residents need not."""

import datetime as dt

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.accounts.models import PasswordRecord
from core.accounts.services import anonymise

pytestmark = pytest.mark.django_db
CHANGE = "/account/password/change/"


@pytest.fixture(autouse=True)
def _strict(settings):
    settings.LINLI_PASSWORD_DAYS, settings.LINLI_PASSWORD_HISTORY = 90, 2


def give(user, password, days_ago=0):
    user.set_password(password)
    user.save()
    newest = user.password_records.order_by("-pk").first()
    newest.set_at = timezone.now() - dt.timedelta(days=days_ago)
    newest.save()


def change(client, old, new):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def test_an_old_password_must_be_changed_before_anything_else(client, cast):
    give(cast.community_clerk, "Banyan-Tree-2026", days_ago=91)
    client.force_login(cast.community_clerk)
    assert client.get("/desk/").headers["Location"] == CHANGE
    assert "90" in client.get(CHANGE).content.decode()
    answer = client.get("/desk/", headers={"HX-Request": "true"})
    assert answer.json()["error"]["code"] == "password_too_old"
    assert change(client, "Banyan-Tree-2026", "River-Bank-2026").status_code == 302
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize("days", [0, 365])
def test_a_setting_says_after_how_many_days(client, cast, settings, days):
    settings.LINLI_PASSWORD_DAYS = days
    give(cast.community_clerk, "Banyan-Tree-2026", days_ago=91)
    client.force_login(cast.community_clerk)
    assert client.get("/desk/").status_code == 200


def test_a_password_nobody_saw_set_counts_from_the_day_of_the_account(client, cast):
    clerk = cast.community_clerk
    give(clerk, "Banyan-Tree-2026")
    PasswordRecord.objects.all().delete()
    clerk.date_joined = timezone.now() - dt.timedelta(days=91)
    clerk.save()
    client.force_login(clerk)
    assert client.get("/desk/").headers["Location"] == CHANGE


def test_who_signs_in_with_codes_only_has_nothing_to_change(client, cast):
    clerk = cast.community_clerk
    clerk.set_unusable_password()
    clerk.date_joined = timezone.now() - dt.timedelta(days=400)
    clerk.save()
    client.force_login(clerk)
    assert client.get("/desk/").status_code == 200


def test_residents_keep_theirs(client, cast):
    give(cast.resident, "guihua guihua guihua", days_ago=400)
    client.force_login(cast.resident)
    assert client.get("/me/").status_code == 200
    validate_password("guihua guihua guihua", cast.resident)


def test_none_of_the_last_ones_is_taken_again(client, cast):
    clerk = cast.community_clerk
    for password in ("Banyan-Tree-2026", "River-Bank-2026", "Stone-Bridge-2026"):
        give(clerk, password)
    client.force_login(clerk)
    for used in ("River-Bank-2026", "Stone-Bridge-2026"):
        assert change(client, "Stone-Bridge-2026", used).status_code == 200
        with pytest.raises(ValidationError, match=r"last|最近"):
            validate_password(used, clerk)
    validate_password("Banyan-Tree-2026", clerk)  # two are remembered, not three
    assert clerk.password_records.count() == 2


def test_only_hashes_are_kept_and_they_go_with_the_person(cast):
    give(cast.resident, "guihua guihua guihua")
    assert "guihua" not in PasswordRecord.objects.get().password
    anonymise(cast.resident, by=cast.resident)
    assert not PasswordRecord.objects.exists()
