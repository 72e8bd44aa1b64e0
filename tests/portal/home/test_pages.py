"""The front page, choosing a community, and the two forms of the front door."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from centres.directory.models import ServiceCentre
from core.accounts.models import RoleGrant, User
from portal.home.models import CallBack, Feedback
from tests.factories.centres import MORNING, CentreFactory, weekdays

pytestmark = pytest.mark.django_db
PERSON = {"phone": "13800138000", "name": "陈桂芳", "about": "想问高龄津贴"}


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


@pytest.fixture
def centre(community_area):
    return weekdays(CentreFactory(area=community_area, phone="0756-8123456"), MORNING)


def staff(area, role):
    user = User.objects.create(username=role)
    RoleGrant.objects.create(user=user, role=role, area=area)
    return user


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_visitor_without_a_community_is_asked_for_it(client, centre):
    page = text_of(client.get("/"))
    assert "/community/" in page
    assert "0756-8123456" not in page


def test_chosen_community_is_kept_on_the_device(client, centre, community_area):
    answer = client.post("/community/", {"code": community_area.code, "next": "/centres/"})
    assert answer.headers["Location"] == "/centres/"
    page = text_of(client.get("/"))
    assert centre.name in page
    assert 'href="tel:07568123456"' in page


def test_chosen_community_is_kept_on_the_account(client, centre, community_area):
    user = User.objects.create(username="resident")
    client.force_login(user)
    client.post("/community/", {"code": community_area.code})
    user.refresh_from_db()
    assert user.community == community_area


@pytest.mark.parametrize("code", ["", "990101", "x", "9" * 40])
def test_only_communities_can_be_chosen(client, areas, code):
    assert client.post("/community/", {"code": code}).status_code == 404


@pytest.mark.parametrize("cookie", ["", "x", "1", "9" * 40, "990101"])
def test_strange_cookie_is_no_community(client, centre, cookie):
    client.cookies["community"] = cookie
    assert client.get("/").status_code == 200


def test_no_redirect_to_other_hosts(client, community_area):
    answer = client.post("/community/", {"code": community_area.code, "next": "https://evil.cn/"})
    assert answer.headers["Location"] == "/"


def test_communities_are_found_by_initials(client, areas):
    page = text_of(client.get("/community/?q=rst"))
    assert "榕树头社区" in page
    assert "老埠社区" not in page


def test_elder_home_has_big_ways_in_and_a_person(client, centre, community_area):
    client.cookies["elder"] = "1"
    client.cookies["community"] = community_area.code
    page = text_of(client.get("/"))
    assert page.count('class="tile"') >= 2
    assert 'href="/help/?from=/"' in page
    assert "0756-8123456" in page


def test_call_back_lands_on_the_communitys_desk(client, centre, community_area):
    answer = client.post("/help/", {**PERSON, "community": community_area.code}, follow=True)
    row = CallBack.objects.get()
    assert (row.area, row.phone, row.status) == (community_area, "13800138000", "waiting")
    assert row.code in text_of(answer)
    assert row.due_at is not None


def test_the_thank_you_page_shows_nothing_personal(client, centre, community_area):
    client.post("/help/", {**PERSON, "community": community_area.code})
    client.logout()
    page = text_of(client.get(f"/help/done/{CallBack.objects.get().code}/"))
    for secret in ("陈桂芳", "13800138000", "138****8000", "津贴"):
        assert secret not in page


@pytest.mark.parametrize(
    "wrong", [{"phone": ""}, {"phone": "12"}, {"name": ""}, {"community": ""}, {"name": "长" * 99}]
)
def test_call_back_refused_beside_the_field_and_kept_as_typed(client, community_area, wrong):
    asked = {**PERSON, "community": community_area.code, **wrong}
    answer = client.post("/help/", asked)
    assert answer.status_code == 400
    assert "想问高龄津贴" in answer.content.decode()
    assert not CallBack.objects.exists()


def test_elder_is_asked_one_question_a_page(client, centre, community_area):
    client.cookies["elder"] = "1"
    client.cookies["community"] = community_area.code
    first = text_of(client.get("/help/"))
    assert 'name="phone"' in first
    assert '<input type="hidden" name="name"' in first
    wrong = client.post("/help/", {"step": "1", "phone": "12"})
    assert wrong.status_code == 400
    assert 'name="step" value="1"' in text_of(wrong)
    second = client.post("/help/", {"step": "1", "phone": "13800138000"})
    assert second.status_code == 200
    assert 'name="step" value="2"' in text_of(second)
    third = client.post("/help/", {"step": "2", "phone": "13800138000", "name": "陈桂芳"})
    assert not CallBack.objects.exists()
    assert 'name="step" value="3"' in text_of(third)
    client.post("/help/", {"step": "3", "phone": "13800138000", "name": "陈桂芳"})
    assert CallBack.objects.get().area == community_area


@pytest.mark.parametrize("step", ["-1", "99", "abc", "", "1" * 50])
def test_strange_steps_are_no_error(client, community_area, step):
    client.cookies["elder"] = "1"
    assert client.post("/help/", {"step": step}).status_code in (200, 400)


def test_too_many_calls_for_one_number_are_refused(client, community_area, settings):
    settings.RATE_LIMITS = True
    settings.RATE_LIMIT_STORAGE = "memory://"
    asked = {**PERSON, "community": community_area.code}
    answers = [client.post("/help/", asked).status_code for _ in range(6)]
    assert answers == [302] * 5 + [400]
    assert CallBack.objects.count() == 5


def test_feedback_needs_no_name_and_reaches_the_district(client, areas):
    client.post("/feedback/", {"kind": "complaint", "text": "中午没人", "page": "/centres/1/"})
    row = Feedback.objects.get()
    assert (row.area, row.text, row.page) == (areas["990101"], "中午没人", "/centres/1/")
    assert row.code in text_of(client.get(f"/feedback/done/{row.code}/"))
    assert client.post("/feedback/", {"kind": "complaint", "text": ""}).status_code == 400


def test_staff_see_it_masked_and_settle_it(client, centre, community_area):
    client.post("/help/", {**PERSON, "community": community_area.code})
    row = CallBack.objects.get()
    client.force_login(staff(community_area, "community_clerk"))
    assert row.code in text_of(client.get("/help/received/"))
    page = text_of(client.get(f"/help/{row.code}/"))
    assert "138****8000" in page
    assert "13800138000" not in page
    assert "陈桂芳" not in page
    client.post(f"/help/{row.code}/call/", {"note": ""})
    client.post(f"/help/{row.code}/finish/", {"note": "已经说明白"})
    row.refresh_from_db()
    assert row.status == "done"


def test_nobody_else_sees_it(client, centre, community_area, neighbour_area):
    client.post("/help/", {**PERSON, "community": community_area.code})
    row = CallBack.objects.get()
    assert client.get(f"/help/{row.code}/").status_code == 302
    client.force_login(staff(neighbour_area, "community_clerk"))
    assert client.get(f"/help/{row.code}/").status_code == 404
    assert client.post(f"/help/{row.code}/call/").status_code == 404
    assert row.code not in text_of(client.get("/help/received/"))
    client.force_login(User.objects.create(username="resident"))
    assert client.get("/help/received/").status_code == 404
    row.refresh_from_db()
    assert row.status == "waiting"


@pytest.mark.parametrize(
    "url", ["/about/", "/about/privacy/", "/about/accessibility/", "/projects/", "/feedback/"]
)
def test_every_page_carries_the_complaint_channel(client, db, url):
    assert 'href="/feedback/?from=' in text_of(client.get(url))


def test_projects_page_names_the_centre_to_ask(client, centre, community_area):
    client.cookies["community"] = community_area.code
    assert "tel:07568123456" in text_of(client.get("/projects/about/"))


def test_robots_keep_out_of_forms_and_private_pages(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /me/" in lines
    assert "Disallow: /help/" in lines


def test_home_costs_the_same_with_many_centres(client, centre, community_area):
    client.cookies["community"] = community_area.code
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    CentreFactory.create_batch(30, area=community_area, level=ServiceCentre.Level.MARKET)
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(one)
