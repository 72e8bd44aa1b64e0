"""`Idempotency-Key`: asked twice is done once, also at the same moment."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from core.api.tokens import issue
from core.workflow.models import TransitionRecord
from tests.factories import wishes as make
from volunteers.wishes.models import MicroWish

WISH = {
    "title": "一台听戏收音机",
    "kind": "goods",
    "community": make.COMMUNITY,
    "contact_name": "陈桂芳",
    "contact_phone": "13800005678",
}


def post(path: str, body: Any, *, key: str, user: Any = None) -> Any:
    headers = {"Idempotency-Key": key}
    if user is not None:
        headers["Authorization"] = f"Bearer {user}"
    return Client(headers=headers).post(path, json.dumps(body), content_type="application/json")


@pytest.mark.django_db
def test_a_step_asked_twice_is_taken_once_and_answered_the_same():
    clerk = make.clerk(make.community())
    token, wish = issue(clerk)[0], make.verifying(clerk)
    path = f"/api/v1/wishes/{wish.code}/publish/"
    first = post(path, make.PUBLIC, key="k", user=token)
    again = post(path, make.PUBLIC, key="k", user=token)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert TransitionRecord.objects.filter(name="publish").count() == 1
    other = post(path, {**make.PUBLIC, "public_title": "别的"}, key="k", user=token)
    assert other.status_code == 422
    assert other.json()["error"]["code"] == "key_reused"
    elsewhere = post(f"/api/v1/wishes/{wish.code}/claim/", {}, key="k", user=token)
    assert elsewhere.status_code == 422


@pytest.mark.django_db
def test_one_persons_key_is_not_anothers():
    community = make.community()
    tokens = [issue(make.clerk(community))[0] for _ in range(2)]
    codes = {
        post("/api/v1/wishes/", WISH, key="same", user=token).json()["code"] for token in tokens
    }
    assert len(codes) == 2


@pytest.mark.django_db
def test_a_session_keeps_its_keys_to_itself_whatever_its_cookie_is_called(settings):
    """Two residents behind one address; the cookie has another name in production."""
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    community, codes = make.community(), set()
    for _n in range(2):
        client = Client(headers={"Idempotency-Key": "same"})
        client.force_login(make.clerk(community))
        answer = client.post("/api/v1/wishes/", json.dumps(WISH), content_type="application/json")
        codes.add(answer.json()["code"])
    assert len(codes) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 404])
def test_refusals_are_remembered_too(status):
    make.community()
    path = "/api/v1/wishes/" if status == 400 else "/api/v1/wishes/X-2026-0001/claim/"
    token = issue(make.clerk(make.community()))[0]
    answers = [post(path, {}, key="k", user=token) for _ in range(2)]
    assert [a.status_code for a in answers] == [status, status]
    assert answers[0].content == answers[1].content


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twins_at_the_same_moment_make_one_wish():
    make.community()
    gate = threading.Barrier(8)

    def one(_number: int) -> Any:
        gate.wait(timeout=20)
        try:
            return post("/api/v1/wishes/", WISH, key="twin")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, range(8)))
    assert {a.status_code for a in answers} == {201}
    assert len({a.content for a in answers}) == 1
    assert MicroWish.objects.count() == 1
