"""The API of votes: 201 with a receipt, 409 the second time, 403 elsewhere, 400 by field."""

import pytest
from django.test import Client

from core.api.tokens import issue
from core.workflow.engine import advance
from projects.councils.ballots import casting, roll
from projects.councils.ballots.votes import VoteSheet
from projects.councils.tally import read_pabulib, tally
from tests.factories import councils as make
from tests.factories.accounts import mobile, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ballot(cast):
    return make.opened(cast.community, by=cast.community_clerk)


def codes(ballot):
    return [item.project.code for item in casting.items_of(ballot)]


def vote(ballot, body, who=None):
    headers = {"Authorization": f"Bearer {issue(who)[0]}"} if who else {}
    url = f"/api/v1/ballots/{ballot.code}/votes/"
    return Client().post(url, body, content_type="application/json", headers=headers)


def test_a_vote_and_the_second_one(cast, ballot):
    first = vote(ballot, {"choices": codes(ballot)[:2]}, cast.resident)
    assert first.status_code == 201
    assert casting.sheet_of(first.json()["receipt"]).choices == [1, 2]
    second = vote(ballot, {"choices": codes(ballot)[:1]}, cast.resident)
    assert (second.status_code, second.json()["error"]["code"]) == (409, "already_voted")


def test_who_may_not(cast, ballot):
    assert vote(ballot, {"choices": codes(ballot)[:1]}).status_code == 401
    elsewhere = vote(ballot, {"choices": codes(ballot)[:1]}, cast.stranger)
    assert (elsewhere.status_code, elsewhere.json()["error"]["code"]) == (403, "not_eligible")
    draft = make.draft(cast.community, by=cast.community_clerk)
    assert vote(draft, {"choices": codes(draft)[:1]}, cast.resident).status_code == 404


@pytest.mark.parametrize("body", [{}, {"choices": []}, {"choices": ["X"]}, {"choices": "X"}])
def test_what_is_wrong_is_said_by_field(cast, ballot, body):
    answer = vote(ballot, body, cast.resident)
    assert answer.status_code == 400
    assert "choices" in answer.json()["error"]["fields"]
    assert not VoteSheet.objects.exists()


def test_a_code_instead_of_an_account(cast, ballot):
    code = roll.hand_out_code(ballot, by=cast.community_clerk, phone=mobile())
    assert vote(ballot, {"choices": codes(ballot)[:1], "code": code}).status_code == 201
    assert vote(ballot, {"choices": codes(ballot)[:1], "code": code}).status_code == 409
    wrong = vote(ballot, {"choices": codes(ballot)[:1], "code": "ACDE"})
    assert "code" in wrong.json()["error"]["fields"]


def test_the_result_is_shown_when_it_is_published_and_not_before(cast, ballot):
    voter = person(phone=mobile(), community=cast.community)
    casting.cast(ballot, by=voter, choices=codes(ballot)[:2])
    make.counted(ballot)
    url = f"/api/v1/ballots/{ballot.code}/"
    assert {p["won"] for p in Client().get(url).json()["projects"]} == {None}
    assert Client().get(f"/ballots/{ballot.code}/votes.pb").status_code == 404
    advance(ballot, "publish", by=cast.community_clerk)
    shown = Client().get(url).json()
    assert [p["won"] for p in shown["projects"]] == [True, True, False]
    assert all(p["reasons"] for p in shown["projects"])
    text = Client().get(f"/ballots/{ballot.code}/votes.pb").content.decode()
    again = tally(read_pabulib(text), ballot.rule)
    assert set(again.winners) == {p["project"] for p in shown["projects"] if p["won"]}
