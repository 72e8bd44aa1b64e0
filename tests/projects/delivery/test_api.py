"""`/api/v1/projects/`: public list, one project, every step."""

import pytest
from django.test import Client

from core.api.tokens import issue
from tests.factories.funding import money
from tests.factories.projects import project, to_state

pytestmark = pytest.mark.django_db
LIST = "/api/v1/projects/"


def caller(user) -> Client:
    client = Client()
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {issue(user)[0]}"
    return client


def post(client, made, step, **data):
    return client.post(f"{LIST}{made.code}/{step}/", data, content_type="application/json")


def codes(answer):
    return [row["code"] for row in answer.json()["results"]]


def test_the_list_narrows_and_pages(cast, who):
    first = project(cast.community, crew=who, title="换路灯")
    second = project(cast.neighbour_community, crew=who, kind="goods", category="culture")
    client = Client()
    assert codes(client.get(LIST)) == [second.code, first.code]
    assert codes(client.get(LIST, {"kind": "goods"})) == [second.code]
    assert codes(client.get(LIST, {"category": "culture"})) == [second.code]
    assert codes(client.get(LIST, {"community": cast.community.code})) == [first.code]
    assert codes(client.get(LIST, {"q": "路灯"})) == [first.code]
    assert codes(client.get(LIST, {"year": "2020"})) == []
    page = client.get(LIST, {"limit": "1"})
    assert codes(client.get(LIST, {"limit": "1", "cursor": page.json()["next"]})) == [first.code]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "x"),
        ("kind", "x"),
        ("category", "x"),
        ("area", "x"),
        ("year", "x"),
        ("limit", "0"),
    ],
)
def test_what_is_not_understood_is_said(cast, name, value):
    answer = Client().get(LIST, {name: value})
    assert answer.status_code == 400
    assert name in answer.json()["error"]["fields"]


def test_one_project_with_its_money_and_way(cast, who):
    made = project(cast.community, state="settled", crew=who)
    shown = Client().get(f"{LIST}{made.code}/").json()
    assert shown["money"]["contracted"] == "45000.00"
    assert shown["final_cost"] == "45000.00"
    assert shown["contract"]["offers"] == 3
    assert shown["notices"][0]["is_over"] is True
    assert shown["steps"][-1]["name"] == "shortlist"
    assert shown["available"] == []


def test_steps_by_the_same_rules(cast, who):
    made = project(cast.community, state="street_review", crew=who)
    assert post(Client(), made, "approve").status_code == 401
    assert post(caller(cast.resident), made, "approve").status_code == 403
    answer = post(caller(who.leader), made, "approve")
    assert answer.status_code == 400
    assert "book" in answer.json()["error"]["fields"]
    book = money(cast.community, 60_000)
    answer = post(caller(who.leader), made, "approve", book=book.code, amount="50000")
    assert answer.status_code == 200, answer.content
    assert answer.json()["status"] == "approved"
    made.refresh_from_db()
    to_state(made, "contracted", who)
    paid = {"amount": "1000", "voucher": "PZ-1", "purpose": "advance"}
    assert post(caller(who.leader), made, "pay", **paid).status_code == 403
    assert post(caller(who.finance), made, "pay", **paid).status_code == 200
    assert "voucher" in post(caller(who.finance), made, "pay", **paid).json()["error"]["fields"]
