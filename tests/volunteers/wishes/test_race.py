"""Fifty people want the same wish in the same moment; one gets it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from core.workflow import engine
from core.workflow.errors import WrongState
from tests.factories import wishes as make
from tests.together import read_in_pairs
from volunteers.wishes import services
from volunteers.wishes.claims import Claim
from volunteers.wishes.guards import TOO_LATE
from volunteers.wishes.models import MicroWish

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CROWD = 50
AT_ONCE = 25  # connections


def rush(wish, people, verb=services.claim):
    """Everybody asks at once; what became of each."""
    gate = threading.Event()
    outcomes = []

    def one(user):
        own = MicroWish.objects.get(pk=wish.pk)
        gate.wait(timeout=20)
        try:
            verb(own, by=user)
            outcomes.append("won")
        except WrongState as late:
            outcomes.append("late" if late.message == str(TOO_LATE) else "rudely late")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(one, user) for user in people]
        time.sleep(0.5)  # the first are all at the gate
        gate.set()
        for answer in asked:
            answer.result()
    return outcomes


@pytest.fixture
def crowd():
    community = make.community()
    return [make.volunteer(community) for _ in range(CROWD)]


def test_one_of_fifty_wins(crowd):
    wish = make.published(make.clerk(make.community()))
    outcomes = rush(wish, crowd)
    assert sorted(outcomes) == ["late"] * (CROWD - 1) + ["won"]
    assert Claim.objects.filter(ended_at=None).count() == 1
    wish.refresh_from_db()
    assert wish.status == "claimed"


def test_a_group_takes_as_many_as_it_has_seats(crowd):
    clerk = make.clerk(make.community())
    wish = make.published(clerk, is_shared=True, seats=5)
    services.claim(wish, by=crowd[0])
    outcomes = rush(wish, crowd[1:21], verb=services.join)
    assert outcomes.count("won") == 4
    assert sorted(wish.claims.values_list("seat", flat=True)) == [1, 2, 3, 4, 5]


@pytest.fixture
def without_the_lock(monkeypatch):
    """The engine reads without locking, and the database forgets its unique seats."""
    seat = next(c for c in Claim._meta.constraints if c.name == "claim_one_a_seat")

    monkeypatch.setattr(engine, "_lock", read_in_pairs())
    with connection.schema_editor() as editor:
        editor.remove_constraint(Claim, seat)
    yield
    Claim.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Claim, seat)


def test_without_lock_and_constraint_several_would_win(crowd, without_the_lock):
    wish = make.published(make.clerk(make.community()))
    assert rush(wish, crowd[:10]).count("won") > 1


def test_without_the_lock_the_database_still_lets_one_win(crowd, monkeypatch):
    wish = make.published(make.clerk(make.community()))
    monkeypatch.setattr(engine, "_lock", read_in_pairs())
    outcomes = rush(wish, crowd[:10])
    assert sorted(outcomes) == ["late"] * 9 + ["won"]
