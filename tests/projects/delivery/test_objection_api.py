"""Objecting through the API is as open as on the page, and limited with it."""

import json

import pytest

from core.operations import limits
from tests.factories.projects import project

pytestmark = pytest.mark.django_db
SAID = {"text": "太吵了", "contact_phone": "13900001234"}


def post(client, made, body):
    address = f"/api/v1/projects/{made.code}/objections/"
    return client.post(address, json.dumps(body), content_type="application/json")


def test_without_an_account_and_only_while_a_notice_is_up(client, cast, who):
    made = project(cast.community, state="public_notice", crew=who)
    assert post(client, made, {"text": " "}).status_code == 400
    assert post(client, made, SAID | {"contact_phone": "12"}).status_code == 400
    answer = post(client, made, SAID)
    assert (answer.status_code, answer.json()["status"]) == (201, "objected")
    objection = made.public_notices.get().objections.get()
    assert (objection.text, objection.contact_phone) == ("太吵了", SAID["contact_phone"])
    early = project(cast.community, crew=who)
    assert post(client, early, SAID).status_code == 409


def test_page_and_api_share_one_limit(client, cast, who, settings):
    settings.RATE_LIMITS = True
    limits.forget()
    made = project(cast.community, state="public_notice", crew=who)
    for _ in range(6):  # what is no objection is not counted
        assert post(client, made, {"text": ""}).status_code == 400
    for _ in range(5):
        assert limits.throttle("objection", "127.0.0.1", rate="5/hour")
    assert post(client, made, SAID).status_code == 429
    page = client.post(f"/projects/{made.code}/object/", SAID)
    assert page.status_code == 429
    limits.forget()
