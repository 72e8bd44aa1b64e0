"""The directory's pages: what everyone sees, what clerks change, what nobody else may."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from centres.directory.models import HoursException, OpeningHours, Room, ServiceCentre
from core.accounts.models import RoleGrant, User
from tests.factories.centres import AFTERNOON, MORNING, CentreFactory, RoomFactory, weekdays

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def centre(community_area):
    return weekdays(CentreFactory(area=community_area, name="榕树头中心"), MORNING, AFTERNOON)


@pytest.fixture
def clerk(client, community_area, settings):
    settings.LINLI_REQUIRE_MFA = False
    user = User.objects.create(username="clerk")
    RoleGrant.objects.create(user=user, role="community_clerk", area=community_area)
    client.force_login(user)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_list_says_who_is_open_and_filters_by_it(client, centre, community_area):
    CentreFactory(area=community_area, name="还没填时间的中心")
    assert "还没填时间的中心" in text_of(client.get("/centres/"))
    page = text_of(client.get("/centres/?open=1"))
    assert "榕树头中心" in page
    assert "还没填时间的中心" not in page


@pytest.mark.parametrize(
    "query", ["q=rst", "q=榕树", "area=990101001", "area=990101001001", "level=community"]
)
def test_filters_find_the_centre(client, centre, query):
    assert centre.get_absolute_url() in text_of(client.get(f"/centres/?{query}"))


@pytest.mark.parametrize("query", ["q=zzz", "area=990101001002", "level=park"])
def test_filters_leave_others_out(client, centre, neighbour_area, query):
    CentreFactory(area=neighbour_area, name="老埠中心", level="market")
    page = text_of(client.get(f"/centres/?{query}"))
    assert f'href="{centre.get_absolute_url()}"' not in page


def test_nonsense_in_the_filter_is_no_error(client, centre):
    assert client.get("/centres/?level=x&area=%FF&open=perhaps&q=" + "长" * 500).status_code == 200


def test_list_and_detail_cost_the_same_for_one_and_for_many(client, areas, community_area):
    def cost(url):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    first = weekdays(CentreFactory(area=community_area), MORNING)
    announce(first)
    cost("/centres/")
    one = cost("/centres/")
    for _ in range(29):
        announce(weekdays(CentreFactory(area=community_area), MORNING))
    assert cost("/centres/") == one
    one = cost(first.get_absolute_url())
    RoomFactory.create_batch(30, centre=first)
    assert cost(first.get_absolute_url()) == one


def announce(centre):
    row = HoursException.objects.create(
        centre=centre, since=TODAY, until=TODAY, closed=False, reason="义诊"
    )
    row.spans.create(opens=dt.time(9), closes=dt.time(11))
    return row


def test_detail_shows_the_exception_with_its_reason(client, centre):
    HoursException.objects.create(
        centre=centre, since=TODAY + dt.timedelta(days=2), until=TODAY + dt.timedelta(days=2),
        reason="线路检修",
    )  # fmt: skip
    page = text_of(client.get(centre.get_absolute_url()))
    assert page.count("线路检修") == 2  # the banner and the day itself
    assert 'href="tel:07568000001"' in page


def test_hidden_centre_is_nowhere_for_the_public(client, community_area):
    hidden = CentreFactory(area=community_area, public=False, name="筹备中的中心")
    for url in ("/centres/", "/api/v1/centres/"):
        assert "筹备中" not in client.get(url).content.decode()
    for tail in ("", "sheet/"):
        assert client.get(f"{hidden.get_absolute_url()}{tail}").status_code == 404
    assert client.get(f"/api/v1/centres/{hidden.pk}/").status_code == 404


def test_sheet_groups_like_days_and_carries_a_code(client, centre):
    page = text_of(client.get(f"{centre.get_absolute_url()}sheet/"))
    assert "<svg" in page
    assert page.count("08:30–12:00") == 1


def test_position_goes_in_the_body_and_stays_nowhere(client, centre, caplog):
    with caplog.at_level("DEBUG"):
        answer = client.post("/centres/nearest/", {"lon": "113.51234", "lat": "22.51234"})
    assert "榕树头中心" in text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "51234" not in caplog.text
    assert not client.cookies.get("sessionid")
    assert client.get("/centres/nearest/?lon=113.5&lat=22.5").status_code == 405


@pytest.mark.parametrize("place", [{}, {"lon": "abc", "lat": "1"}, {"lon": "nan", "lat": "22"}])
def test_a_place_that_is_none_gets_a_kind_answer(client, centre, place):
    assert client.post("/centres/nearest/", place).status_code == 400


def test_elder_mode_asks_where_one_lives_first(client, centre):
    client.cookies["elder"] = "1"
    page = text_of(client.get("/centres/"))
    assert 'href="?area=990101001001"' in page
    assert centre.get_absolute_url() not in page
    assert "0756-8000001" in text_of(client.get("/centres/?area=990101001001"))


WEEK = {"1-opens0": "8:30", "1-closes0": "1200", "like_monday": "on"}


def test_new_week_is_shown_before_it_is_public(clerk, centre):
    url = f"/centres/{centre.pk}/hours/"
    assert clerk.post(url, WEEK).status_code == 200
    assert centre.weekly_hours.count() == 10
    clerk.post(url, {**WEEK, "confirmed": "1"})
    rows = OpeningHours.objects.filter(centre=centre)
    assert {r.weekday for r in rows} == {1, 2, 3, 4, 5}
    assert {(r.opens, r.closes) for r in rows} == {MORNING}


@pytest.mark.parametrize(
    "wrong",
    [
        {"1-opens0": "8:30"},
        {"1-opens0": "25:00", "1-closes0": "26:00"},
        {"1-opens0": "12:00", "1-closes0": "8:00"},
        {"1-opens0": "8:00", "1-closes0": "12:00", "1-opens1": "11:00", "1-closes1": "13:00"},
        {"1-opens0": "早上", "1-closes0": "晚上"},
    ],
)
def test_impossible_week_is_refused_and_kept_as_typed(clerk, centre, wrong):
    answer = clerk.post(f"/centres/{centre.pk}/hours/", {**wrong, "confirmed": "1"})
    assert answer.status_code == 400
    assert wrong["1-opens0"] in answer.content.decode()
    assert centre.weekly_hours.count() == 10


NOTICE = {"since": "2026-11-17", "closed": "1", "reason": "停电"}


def test_exception_is_announced_on_the_second_yes_and_taken_back(clerk, client, centre):
    url = f"/centres/{centre.pk}/hours/exception/"
    assert clerk.post(url, NOTICE).status_code == 200
    assert not HoursException.objects.exists()
    clerk.post(url, {**NOTICE, "confirmed": "1"})
    row = HoursException.objects.get()
    assert (row.until, row.announced_by.username) == (dt.date(2026, 11, 17), "clerk")
    assert clerk.post(url, {**NOTICE, "confirmed": "1"}).status_code == 400
    assert HoursException.objects.count() == 1
    clerk.post(f"{url}{row.pk}/end/")
    assert "停电" not in text_of(client.get(centre.get_absolute_url()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"since": "2026-11-15"},
        {"since": "0000-01-01"},
        {"until": "2026-11-16"},
        {"until": "2099-01-01"},
        {"closed": "0"},
        {"closed": "0", "opens0": "9:00"},
    ],
)
def test_impossible_exception_is_refused(clerk, centre, wrong):
    url = f"/centres/{centre.pk}/hours/exception/"
    assert clerk.post(url, {**NOTICE, **wrong, "confirmed": "1"}).status_code == 400
    assert not HoursException.objects.exists()


def test_clerk_adds_a_centre_and_a_room(clerk, community_area):
    clerk.post(
        "/centres/new/",
        {
            "name": "榕树头党群服务站",
            "level": "estate",
            "area": community_area.pk,
            "address": "榕树路 2 号",
            "phone": "13800138000",
            "on_holidays": "closed",
            "public": "on",
        },
    )
    made = ServiceCentre.objects.get()
    assert (made.pinyin[:3], made.community_id) == ("rst", community_area.pk)
    room = {"name": "书吧", "kind": "reading", "access": "walk_in", "zone_name": "学习区"}
    clerk.post(f"/centres/{made.pk}/rooms/new/", room)
    assert Room.objects.get().zone.name == "学习区"


def test_staff_pages_are_not_there_for_a_neighbour_or_a_resident(client, centre, neighbour_area):
    user = User.objects.create(username="neighbour")
    pages = ["hours/", "hours/exception/", "edit/", "rooms/", "rooms/new/"]
    for tail in pages:
        assert client.get(f"/centres/{centre.pk}/{tail}").status_code == 302
    client.force_login(user)
    for tail in pages:
        assert client.post(f"/centres/{centre.pk}/{tail}").status_code in (404, 405)
    RoleGrant.objects.create(user=user, role="community_clerk", area=neighbour_area)
    for tail in pages:
        assert client.get(f"/centres/{centre.pk}/{tail}").status_code == 404
    assert centre.weekly_hours.count() == 10


def test_the_map_shows_the_boundary_of_the_community_where_it_is_known(client, centre):
    addresses = ("/centres/", f"/centres/{centre.pk}/")
    for address in addresses:
        assert 'id="map-outlines"' not in client.get(address).content.decode()
    square = [[113.0, 22.0], [113.2, 22.0], [113.2, 22.4], [113.0, 22.0]]
    centre.area.boundary = {"type": "Polygon", "coordinates": [square]}
    centre.area.save()
    for address in addresses:
        assert "[[[113.0, 22.0], [113.2" in client.get(address).content.decode()
