"""Fifty people ask over HTTP for the same wish in the same moment: one gets it, all are told."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from core.api.tokens import issue
from core.workflow import engine
from tests.factories import wishes as make
from tests.together import read_in_pairs
from volunteers.wishes.claims import Claim
from volunteers.wishes.guards import TOO_LATE
from volunteers.wishes.models import MicroWish

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CROWD = 50
AT_ONCE = 25  # connections


def claim_at_once(wish: MicroWish, people: list[Any]) -> list[Any]:
    """Everybody posts the claim at the same moment; the answers."""
    tokens = [issue(person)[0] for person in people]
    gate = threading.Event()

    def one(token: str) -> Any:
        client = Client(raise_request_exception=False)
        gate.wait(timeout=20)
        try:
            return client.post(
                f"/api/v1/wishes/{wish.code}/claim/",
                headers={"Authorization": f"Bearer {token}"},
                content_type="application/json",
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(one, token) for token in tokens]
        time.sleep(0.3)  # the first are all at the gate
        gate.set()
        return [answer.result() for answer in asked]


@pytest.fixture
def crowd(transactional_db: None) -> list[Any]:
    community = make.community()
    return [make.volunteer(community) for _ in range(CROWD)]


@pytest.fixture
def wish(transactional_db: None) -> MicroWish:
    return make.published(make.clerk(make.community()))


def test_one_of_fifty_wins_and_the_others_hear_a_kind_sentence(wish, crowd):
    answers = claim_at_once(wish, crowd)
    assert Counter(a.status_code for a in answers) == {200: 1, 409: CROWD - 1}
    assert {a.json()["error"]["message"] for a in answers if a.status_code == 409} == {
        str(TOO_LATE)
    }
    winner = Claim.objects.get(ended_at=None).claimer
    assert winner in crowd
    wish.refresh_from_db()
    assert wish.status == "claimed"


@pytest.fixture
def without_lock_and_constraint(monkeypatch, transactional_db):
    """The engine reads without locking, and the database forgets its unique seats."""
    seat = next(c for c in Claim._meta.constraints if c.name == "claim_one_a_seat")

    monkeypatch.setattr(engine, "_lock", read_in_pairs())
    with connection.schema_editor() as editor:
        editor.remove_constraint(Claim, seat)
    yield
    Claim.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Claim, seat)


def test_without_lock_and_constraint_two_would_win(wish, crowd, without_lock_and_constraint):
    answers = claim_at_once(wish, crowd[:10])
    assert sum(a.status_code == 200 for a in answers) >= 2
