"""`/api/v1/centres/` and `/api/v1/divisions/`."""

import pytest

from tests.factories.centres import MORNING, CentreFactory, RoomFactory, weekdays

pytestmark = pytest.mark.django_db


def test_list_pages_by_cursor_and_misses_none(client, community_area):
    made = {CentreFactory(area=community_area).pk for _ in range(5)}
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/api/v1/centres/?limit=2&cursor={cursor}").json()
        seen += [row["id"] for row in page["results"]]
        cursor = page["next"]
    assert len(seen) == 5
    assert set(seen) == made


def test_one_centre_carries_its_week_and_rooms(client, community_area):
    centre = weekdays(CentreFactory(area=community_area), MORNING, days=range(1, 8))
    RoomFactory(centre=centre, name="书吧")
    row = client.get(f"/api/v1/centres/{centre.pk}/").json()
    assert row["area"] == community_area.code
    assert [day["hours"] for day in row["week"]] == [["08:30–12:00"]] * 7
    assert [room["name"] for room in row["rooms"]] == ["书吧"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("level=x", "level"),
        ("area=1", "area"),
        ("limit=0", "limit"),
        ("limit=9999999999999", "limit"),
        ("cursor=abc", "cursor"),
        ("q=" + "长" * 100, "q"),
    ],
)
def test_what_is_not_understood_is_named(client, db, query, field):
    answer = client.get(f"/api/v1/centres/?{query}")
    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]


def test_unknown_and_impossible_numbers_are_not_found(client, db):
    for number in (1, 10**30):
        assert client.get(f"/api/v1/centres/{number}/").status_code == 404


def test_same_queries_for_one_and_thirty(client, community_area, django_assert_num_queries):
    for _ in range(30):
        weekdays(CentreFactory(area=community_area), MORNING)
    for limit in (1, 30):
        with django_assert_num_queries(4):
            client.get(f"/api/v1/centres/?limit={limit}")


def test_divisions_by_parent_name_and_page(client, areas):
    def codes(query):
        return [d["code"] for d in client.get(f"/api/v1/divisions/?{query}").json()["results"]]

    assert codes("parent=990101") == ["990101001"]
    assert codes("level=community&q=榕树") == ["990101001001"]
    assert codes("after=990101001001") == ["990101001002"]
    page = client.get("/api/v1/divisions/?limit=2").json()
    assert page["next"] == "990101001"
    assert client.get("/api/v1/divisions/?level=x").status_code == 400
