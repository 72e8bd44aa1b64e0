"""Twenty ask at once with one account, or with one code: one vote counts."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from core.api.tokens import issue
from projects.councils.ballots import casting, roll
from projects.councils.ballots.models import Ballot
from projects.councils.ballots.votes import VoterMark, VoteSheet
from tests.factories import areas
from tests.factories import councils as make
from tests.factories.accounts import mobile, person

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CROWD = 20


@pytest.fixture
def ballot(transactional_db: None) -> Ballot:
    return make.opened(areas.community())


@pytest.fixture
def voter(ballot: Ballot) -> Any:
    return person("张桂芳", phone=mobile(), community=ballot.area)


def vote_at_once(ballot: Ballot, body: dict[str, Any], token: str = "") -> list[int]:
    """Everybody posts at the same moment; the statuses of the answers."""
    gate = threading.Event()
    headers = {"Authorization": f"Bearer {token}"} if token else {}

    def one(_number: int) -> int:
        client = Client(raise_request_exception=False)
        gate.wait(timeout=20)
        try:
            url = f"/api/v1/ballots/{ballot.code}/votes/"
            return client.post(
                url, body, content_type="application/json", headers=headers
            ).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CROWD) as pool:
        asked = [pool.submit(one, number) for number in range(CROWD)]
        time.sleep(0.3)  # all are at the gate
        gate.set()
        return [answer.result() for answer in asked]


def choices(ballot: Ballot) -> list[str]:
    return [casting.items_of(ballot)[0].project.code]


def test_twenty_votes_with_one_account_count_once(ballot, voter):
    answers = vote_at_once(ballot, {"choices": choices(ballot)}, issue(voter)[0])
    assert Counter(answers) == {201: 1, 409: CROWD - 1}
    assert VoteSheet.objects.count() == VoterMark.objects.count() == 1


def test_twenty_votes_with_one_code_count_once(ballot):
    clerk = person("何文静", role="community_clerk", area=ballot.area)
    code = roll.hand_out_code(ballot, by=clerk, phone=mobile())
    answers = vote_at_once(ballot, {"choices": choices(ballot), "code": code})
    assert Counter(answers) == {201: 1, 409: CROWD - 1}
    assert VoteSheet.objects.count() == 1


@pytest.fixture
def without_constraint(transactional_db, monkeypatch):
    """Nobody looks first, and the database forgets that one person has one vote."""
    rules = [c for c in VoterMark._meta.constraints if "one_vote" in c.name]
    monkeypatch.setattr(roll, "is_marked", lambda *args: False)
    with connection.schema_editor() as editor:
        for rule in rules:
            editor.remove_constraint(VoterMark, rule)
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE projects_votermark")
    with connection.schema_editor() as editor:
        for rule in rules:
            editor.add_constraint(VoterMark, rule)


def test_without_the_constraint_one_account_would_vote_many_times(
    ballot, voter, without_constraint
):
    """The control: the test above can fail."""
    answers = vote_at_once(ballot, {"choices": choices(ballot)}, issue(voter)[0])
    assert Counter(answers)[201] > 1
    assert VoteSheet.objects.count() > 1
