"""The API of what comes after the work goes by the same services as the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from core.workflow.engine import advance
from projects.delivery.acceptance_steps import open_sheet, pictures_of
from tests.factories.after_works import a_picture
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


def test_works_are_accepted_with_pictures_sent_by_the_api(cast, who):
    """As many as fit, by content, with the word about people; and once with one key."""
    made = project(cast.community, state="acceptance_pending", crew=who, kind="works")
    url = f"/api/v1/projects/{made.code}/acceptance/pictures/"
    client = asking(who.officer)

    def send(*pictures, by=client, word="true", **headers):
        said = {"pictures": list(pictures), "shows_no_people": word}
        return by.post(url, said, headers=headers)

    assert send(a_picture(), by=asking(who.clerk)).status_code == 403
    for pictures, word, field in (
        ([a_picture()], "false", "shows_no_people"),
        ([SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>")], "true", "pictures"),
        ([a_picture() for _n in range(7)], "true", "pictures"),
        ([], "true", "pictures"),
    ):
        refused = send(*pictures, word=word)
        assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, [field])
    assert client.post(url, {}, content_type="application/json").status_code == 415
    key = {"Idempotency-Key": "a-1"}
    first, again = (send(a_picture(), a_picture(), **key) for _twice in range(2))
    assert (first.status_code, len(first.json()["pictures"])) == (201, 2)
    assert again.json() == first.json()
    other = send(SimpleUploadedFile("a.png", b"other"), **key)
    assert other.status_code == 422
    sheet = open_sheet(made)
    assert pictures_of(sheet).count() == 2
    assert client.get(first.json()["pictures"][0]).status_code == 200
    sheets = client.get(f"/api/v1/projects/{made.code}/acceptance/").json()["results"]
    assert sheets[0]["pictures"] == first.json()["pictures"]
    lines = [{"position": n.position, "found": "1", "ok": True} for n in sheet.lines.all()]
    filled = {"on": timezone.localdate().isoformat(), "members": PANEL, "lines": lines}
    assert post(who.officer, f"{made.code}/acceptance/", filled).status_code == 200
    assert post(who.officer, f"{made.code}/accept/", {}).status_code == 200
    assert send(a_picture()).status_code == 400


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
