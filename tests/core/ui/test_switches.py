"""Elder mode and language: cookies set by a link, and never a way to somebody else's host."""

import pytest
from django.conf import settings as live
from django.urls import reverse

pytestmark = pytest.mark.django_db
PAGE = "/styleguide/"


def test_elder_mode_goes_on_stays_on_and_off_again(client):
    answer = client.get(reverse("ui:elder"), {"on": "1", "next": PAGE})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert 'class="elder"' in client.get(PAGE).text
    client.post(reverse("ui:elder"), {"on": "0", "next": PAGE})
    assert 'class="elder"' not in client.get(PAGE).text


def test_without_a_wish_the_switch_turns(client):
    client.get(reverse("ui:elder"))
    assert client.cookies["elder"].value == "1"
    client.get(reverse("ui:elder"))
    assert client.cookies["elder"].value == ""


@pytest.mark.parametrize("value", ["0", "2", "true", "", "1;x"])
def test_only_1_means_elder(client, value):
    client.cookies["elder"] = value
    assert 'class="elder"' not in client.get(PAGE).text


def test_language_changes_and_comes_back(client):
    client.get(reverse("ui:language", args=["en"]), {"next": PAGE})
    page = client.get(PAGE).text
    assert '<html lang="en"' in page
    assert "Skip to the content" in page
    client.get(reverse("ui:language", args=["zh-hans"]))
    assert '<html lang="zh-Hans"' in client.get(PAGE).text
    assert client.get(reverse("ui:language", args=["xx"])).status_code == 404


@pytest.mark.parametrize(
    "bad", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
@pytest.mark.parametrize("name", ["elder", "language"])
def test_next_leads_nowhere_else(client, name, bad):
    address = reverse(f"ui:{name}", args=["en"] if name == "language" else [])
    assert client.get(address, {"next": bad})["Location"] == "/"


def test_the_guide_is_not_part_of_production():
    assert live.DEMO, "the guide's address is registered in development and demo only"


def test_pages_ask_nothing_of_the_database_for_a_visitor(client, django_assert_num_queries):
    client.get(PAGE)
    with django_assert_num_queries(0):
        client.get(PAGE)
