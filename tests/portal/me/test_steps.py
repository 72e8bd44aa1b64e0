"""Correcting one's data and choosing how to be told, one question a page."""

import pytest

from core.notices.kinds import groups_to_choose
from core.notices.queries import preferences_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def elder(client, cast):
    client.force_login(cast.resident)
    client.cookies["elder"] = "1"
    return client


def test_data_is_corrected_page_by_page(elder, cast):
    page = elder.get("/me/data/").content.decode()
    assert "/me/data/1/" in page
    assert 'name="email"' not in page
    assert elder.post("/me/data/1/", {"name": "9"}).status_code == 400
    assert elder.post("/me/data/1/", {"name": "林玉珍"})["Location"] == "/me/data/2/"
    elder.post("/me/data/2/", {"community": ""})
    elder.post("/me/data/3/", {"email": "lin@example.org"})
    cast.resident.refresh_from_db()
    assert cast.resident.email == ""  # nothing is kept before the last page
    assert elder.post("/me/data/4/")["Location"] == "/me/data/"
    cast.resident.refresh_from_db()
    assert (cast.resident.name, cast.resident.email) == ("林玉珍", "lin@example.org")


def test_ways_are_chosen_group_by_group(elder, cast):
    first = elder.get("/inbox/preferences/")["Location"]
    assert first == "/inbox/preferences/1/"
    groups = list(groups_to_choose())
    for number, group in enumerate(groups, start=1):
        page = elder.get(f"/inbox/preferences/{number}/").content.decode()
        assert f'name="{group}"' in page
        elder.post(f"/inbox/preferences/{number}/", {group: ["sms"] if number == 1 else []})
    elder.post(f"/inbox/preferences/{len(groups) + 1}/")
    wanted = preferences_of(cast.resident)
    assert wanted[groups[0], "sms"]
    assert not wanted[groups[0], "email"]
    assert not any(wanted[group, "sms"] for group in groups[1:])


def test_who_leaves_ticks_first_and_proves_it_on_the_next_page(elder, cast):
    first = elder.get("/me/data/delete/").content.decode()
    assert 'name="understood"' in first
    assert 'name="proof"' not in first
    meant = "/me/data/delete/?understood=on"
    form = elder.get(meant).context["form"]
    assert [field.name for field in form.visible_fields()] == ["proof"]
    assert form["understood"].value() is True
    assert elder.post(meant, {"action": "send"})["Location"] == meant


def test_a_tick_in_the_address_counts_for_nobody_else(client, cast):
    client.force_login(cast.resident)
    form = client.get("/me/data/delete/?understood=on").context["form"]
    assert not form["understood"].value()
    assert len(form.visible_fields()) == 2
