"""The API of wishes as a program sees it."""

import json

import pytest
from django.test import Client

from core.accounts.abilities import Role
from core.api.tokens import issue
from tests.factories import wishes as make
from volunteers.wishes import services
from volunteers.wishes.models import MicroWish
from volunteers.wishes.workflow import WISH

URL = "/api/v1/wishes/"


class Api:
    """A client that speaks JSON with a token."""

    def __init__(self, user=None):
        headers = {"Authorization": f"Bearer {issue(user)[0]}"} if user else {}
        self.client = Client(headers=headers)

    def get(self, path="", **query):
        return self.client.get(URL + path, query)

    def post(self, path="", **body):
        return self.client.post(URL + path, json.dumps(body), content_type="application/json")


NEW = {
    "title": "一台听戏收音机",
    "story": "旧的坏了",
    "kind": "goods",
    "community": make.COMMUNITY,
    "estimated_value": "150.00",
    "contact_name": "陈桂芳",
    "contact_phone": "13800005678",
    "contact_address": "榕树头社区榕景花园3栋502",
    "age_band": "70_up",
}


def test_a_wish_through_the_api(clerk, helper):
    staff, volunteer, visitor = Api(clerk), Api(helper), Api()
    made = visitor.post(**NEW)
    assert made.status_code == 201
    code = made.json()["code"]
    assert services.track(made.json()["tracking_code"], "5678").code == code
    assert visitor.get(f"{code}/").status_code == 404
    assert volunteer.post(f"{code}/take_up/").status_code == 404
    assert staff.post(f"{code}/take_up/", note="看看").json()["status"] == "verifying"
    answer = staff.post(f"{code}/publish/")
    assert answer.status_code == 400
    assert set(answer.json()["error"]["fields"]) <= {"public_title", "public_text"}
    assert staff.post(f"{code}/publish/", **make.PUBLIC).json()["status"] == "published"
    assert visitor.post(f"{code}/claim/").status_code == 401
    assert staff.post(f"{code}/claim/").status_code == 403
    assert volunteer.post(f"{code}/fly/").status_code == 404
    claimed = volunteer.post(f"{code}/claim/", promise="周六送到", items=2)
    assert claimed.json()["status"] == "claimed"
    assert claimed.json()["available"] == ["report_contact", "give_up"]
    late = Api(make.volunteer(make.community())).post(f"{code}/claim/")
    assert late.status_code == 409
    assert late.json()["error"]["message"]
    volunteer.post(f"{code}/report_contact/")
    assert volunteer.post(f"{code}/fulfil/").json()["status"] == "fulfilled"
    assert volunteer.post(f"{code}/confirm/").status_code == 403
    assert staff.post(f"{code}/confirm/").json()["status"] == "closed"


def test_the_public_list_is_masked_whole_and_in_order(clerk):
    wishes = [make.published(clerk) for _ in range(3)]
    make.published(clerk, is_private=True)
    make.wish()
    page = Api().get().json()
    assert [row["code"] for row in page["results"]] == [w.code for w in reversed(wishes)]
    row = page["results"][0]
    assert {"code", "title", "text", "kind", "community", "status", "published_at"} <= row.keys()
    assert (row["title"], row["community"]) == ("一台收音机", make.COMMUNITY)
    assert (page["next"], page["previous"]) == (None, None)
    text = json.dumps(page, ensure_ascii=False)
    for secret in ("陈桂芳", "桂芳", "5678", "榕景花园", "粤剧"):
        assert secret not in text


def test_the_lists_of_visitors_and_of_people_without_a_role_are_the_same(clerk, wisher):
    make.published(clerk)
    assert Api(wisher).get().json() == Api().get().json()


def test_paging_by_cursor_there_and_back(clerk):
    codes = [make.published(clerk).code for _ in range(5)][::-1]
    api, seen, cursor = Api(), [], ""
    while cursor is not None:
        page = api.get(limit=2, cursor=cursor).json()
        seen += [row["code"] for row in page["results"]]
        last, cursor = page, page["next"]
    assert seen == codes
    back = api.get(limit=2, cursor=last["previous"]).json()
    assert [row["code"] for row in back["results"]] == codes[2:4]


def test_filters(clerk, helper, community):
    other = make.community(make.NEIGHBOUR, "老埠社区")
    radio = make.claimed(clerk, helper)
    lamp = make.verifying(make.clerk(other), other, kind="service")
    services.publish(
        lamp, by=make.clerk(other), public_title="换灯管", public_text="客厅灯管坏了。"
    )

    def codes(**query):
        return {row["code"] for row in Api().get(**query).json()["results"]}

    assert codes(status="claimed") == {radio.code}
    assert codes(kind="service") == {lamp.code}
    assert codes(area=make.COMMUNITY) == {radio.code}
    assert codes(area=make.DISTRICT) == {radio.code, lamp.code}
    assert codes(q="灯管") == {lamp.code}
    assert codes(q="听戏 收音机") == {radio.code}
    assert codes(q="灯") == {lamp.code}
    assert codes(q=radio.code) == {radio.code}
    assert codes(q="桂芳") == set()


@pytest.mark.parametrize(
    "query",
    [
        {"status": "submitted"},
        {"kind": "castle"},
        {"area": "nowhere"},
        {"cursor": "abc"},
        {"limit": "0"},
        {"limit": "１"},
        {"limit": "1e9"},
        {"q": "长" * 300},
    ],
)
def test_parameters_that_make_no_sense_are_named(community, query):
    answer = Api().get(**query)
    assert answer.status_code == 400
    assert set(answer.json()["error"]["fields"]) == set(query)


@pytest.mark.parametrize("name", ["status", "area", "q", "cursor"])
def test_nul_is_refused(community, name):
    assert Api().get(**{name: "a\x00"}).status_code == 400


def test_staff_see_every_state_of_their_scope(clerk, community):
    wish = make.wish()
    elsewhere = make.wish(make.community(make.NEIGHBOUR, "老埠社区"))
    rows = Api(clerk).get(status="submitted").json()["results"]
    assert [row["code"] for row in rows] == [wish.code]
    assert rows[0]["own_title"] == wish.title
    assert rows[0]["contact_name"] == "陈*"
    officer = make.official(Role.DISTRICT_ADMIN, community.district)
    rows = Api(officer).get(status="submitted").json()["results"]
    assert {row["code"] for row in rows} == {wish.code, elsewhere.code}


def test_one_finds_ones_own_wishes(wisher):
    wish = make.wish(by=wisher)
    assert Api(wisher).get(mine="true").json()["results"][0]["code"] == wish.code
    assert Api(wisher).get(f"{wish.code}/").json()["story"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "castle"}, "kind"),
        ({"community": "000"}, "community"),
        ({"community": make.DISTRICT}, "community"),
        ({"estimated_value": "-1"}, "estimated_value"),
        ({"estimated_value": "1e400"}, "estimated_value"),
        ({"title": "长" * 10_000}, "title"),
        ({"title": "\x00"}, "title"),
        ({"contact_phone": ""}, "contact_phone"),
        ({"contact_phone": "12"}, "contact_phone"),
        ({"age_band": "under_14"}, "guardian_consent"),
        ({"spoken_for": "relative"}, "consent_basis"),
        ({"seats": 3}, "seats"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(community, change, field):
    answer = Api().post(**{**NEW, **change})
    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]
    assert not MicroWish.objects.exists()


@pytest.mark.parametrize("body", ["[]", "1", "null", "{", '"x"', b"\xff\xfe"])
def test_bodies_that_are_no_object(community, body):
    answer = Client().post(URL, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"]["code"]


def test_the_same_key_and_body_make_one_wish(community):
    client = Client(headers={"Idempotency-Key": "abc"})
    body = json.dumps(NEW)
    first, second = (client.post(URL, body, content_type="application/json") for _ in range(2))
    assert first.json() == second.json()
    other = client.post(URL, json.dumps({**NEW, "title": "x"}), content_type="application/json")
    assert other.status_code == 422
    assert MicroWish.objects.count() == 1


@pytest.mark.parametrize("name", [arrow.name for arrow in WISH.transitions])
def test_no_step_for_a_stranger(clerk, wisher, name):
    wish = make.published(clerk)
    before = wish.status
    assert Api().post(f"{wish.code}/{name}/", note="x").status_code == 401
    assert Api(wisher).post(f"{wish.code}/{name}/", note="x").status_code == 403
    neighbour = make.clerk(make.community(make.NEIGHBOUR, "老埠社区"))
    assert Api(neighbour).post(f"{wish.code}/{name}/", note="x").status_code == 403
    wish.refresh_from_db()
    assert wish.status == before


@pytest.mark.parametrize("who", ["visitor", "staff"])
def test_as_many_queries_for_one_row_as_for_many(clerk, who, django_assert_num_queries):
    api = Api(clerk) if who == "staff" else Api()
    make.published(clerk)
    api.get()
    counts = []
    for _ in range(2):
        with django_assert_num_queries(2 if who == "visitor" else 3) as captured:
            api.get(limit=50)
        counts.append(len(captured))
        for _ in range(4):
            make.published(clerk)
    assert counts[0] == counts[1]
