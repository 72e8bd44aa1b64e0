"""The API of what comes after the work goes by the same services as the pages."""

import pytest
from django.test import Client
from django.utils import timezone

from core.workflow.engine import advance
from tests.factories.projects import project

pytestmark = pytest.mark.django_db
PANEL = [
    {"name": "蔡明", "part": "community", "signed": True},
    {"name": "谢工", "part": "engineer", "signed": True},
    {"name": "林桂英", "part": "resident", "signed": True},
]


def asking(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(user, url, data):
    client = Client() if user is None else asking(user)
    return client.post(f"/api/v1/projects/{url}", data, content_type="application/json")


def test_the_panels_sheet_and_its_result(cast, who):
    made = project(cast.community, state="acceptance_pending", crew=who, kind="services")
    url = f"{made.code}/acceptance/"
    sheet = {"on": timezone.localdate().isoformat(), "members": PANEL}
    barred = [*PANEL, {"name": "x", "part": "engineer", "username": who.leader.username}]
    assert post(who.clerk, url, sheet).status_code == 403
    assert post(who.officer, url, {**sheet, "members": barred}).status_code == 400
    filled = post(who.officer, url, sheet).json()
    assert {m["name"] for m in filled["members"]}.isdisjoint({m["name"] for m in PANEL})
    assert post(who.officer, f"{made.code}/accept/", {}).status_code == 400
    lines = [
        {"position": line["position"], "found": line["agreed"], "ok": True}
        for line in filled["lines"]
    ]
    assert post(who.officer, url, {**sheet, "lines": lines}).status_code == 200
    refused = post(who.leader, f"{made.code}/accept/", {})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "same_person")
    assert post(who.officer, f"{made.code}/accept/", {}).status_code == 200
    seen = asking(cast.auditor).get(f"/api/v1/projects/{url}").json()["results"]
    assert [row["outcome"] for row in seen] == ["accepted"]
    assert asking(cast.resident).get(f"/api/v1/projects/{url}").status_code == 404


def test_ratings_are_given_once_and_shown_from_five_on(cast, who):
    made = project(cast.community, state="settled", crew=who)
    url = f"{made.code}/ratings/"
    said = {"score": 4, "delivered": "yes"}
    assert post(cast.resident, url, said).status_code == 400
    to_be_rated(made, who)
    assert post(None, url, said).status_code == 401
    assert post(who.clerk, url, said).status_code == 400
    first = post(cast.resident, url, said)
    assert (first.status_code, first.json()["total"]) == (201, None)
    assert post(cast.resident, url, said).status_code == 400
    assert Client().get(f"/api/v1/projects/{url}").json()["is_shown"] is False


def to_be_rated(made, who):
    from_book = made.contract.amount
    advance(made, "pay", by=who.finance, amount=from_book, voucher="PZ-API")
    advance(made, "ask_residents", by=who.clerk)


def test_a_check_is_opened_by_anybody_and_answered_by_somebody_else(cast, who):
    made = project(cast.community, state="in_progress", crew=who)
    url = f"{made.code}/checks/"
    report = {"matter": "broken", "text": "灯不亮", "contact_phone": "13900001234"}
    opened = post(None, url, report)
    assert opened.status_code == 201
    assert "灯不亮" not in Client().get(f"/api/v1/projects/{url}").content.decode()
    assert post(cast.resident, url, {"spot": True}).status_code == 403
    spot = post(cast.supervisor, url, {"spot": True}).json()["code"]
    step = f"{made.code}/checks/{spot}"
    said = {"note": "看过了", "finding": "in_order", "gist": "灯是亮的"}
    assert post(cast.supervisor, f"{step}/look/", {}).status_code == 200
    refused = post(cast.supervisor, f"{step}/answer/", said)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "same_person")
    assert post(cast.subdistrict_officer, f"{step}/answer/", said).status_code == 200
    assert post(cast.neighbour_clerk, f"{step}/answer/", said).status_code == 404
