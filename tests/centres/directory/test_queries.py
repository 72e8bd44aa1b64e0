"""Finding centres: by name, by place, for an area."""

import pytest

from centres.directory import queries
from centres.directory.distance import metres_between, walking_metres, walking_minutes
from centres.directory.models import ServiceCentre
from centres.directory.wording import how_far
from tests.factories.centres import CentreFactory, RoomFactory

pytestmark = pytest.mark.django_db


def test_metres_match_a_known_distance():
    # one degree of latitude is 111.2 km on this sphere
    assert metres_between(113.0, 22.0, 113.0, 23.0) == pytest.approx(111_195, rel=0.001)


def test_walk_is_longer_than_the_line_and_unhurried():
    assert walking_metres(1000) == 1300
    assert walking_minutes(1000) == 19  # 1300 m at 1.2 m/s is 18.1 minutes
    assert walking_minutes(0) == 1


def test_nearest_come_first_and_unplaced_ones_not_at_all(community_area):
    far = CentreFactory(area=community_area, longitude=113.6)
    near = CentreFactory(area=community_area, longitude=113.501)
    CentreFactory(area=community_area, longitude=None, latitude=None)
    CentreFactory(area=community_area, longitude=116.4, latitude=39.9)
    found = queries.nearest(ServiceCentre.objects.all(), 113.5, 22.5)
    assert [n.centre for n in found] == [near, far]
    assert found[0].minutes == 2


@pytest.mark.parametrize(
    ("metres", "minutes", "words"),
    [
        (640, 9, "约 640 米，步行约 9 分钟"),
        (1840, 26, "约 1.8 公里，步行约 26 分钟"),
        (7210, 101, "约 7.2 公里"),
    ],
)
def test_what_is_far_is_told_in_kilometres(metres, minutes, words):
    assert how_far(metres, minutes) == words


@pytest.mark.parametrize("text", ["榕树", "rst", "RST", "北门路"])
def test_found_by_name_address_or_initials(community_area, text):
    CentreFactory(area=community_area, name="百花中心", address="百花路")
    wanted = CentreFactory(area=community_area, name="榕树头中心", address="北门路 2 号")
    seen = queries.named(ServiceCentre.objects.exclude(name="百花中心"), text)
    assert list(seen) == [wanted]


def test_initials_do_not_find_others(community_area):
    CentreFactory(area=community_area, name="百花中心", address="百花路")
    assert not queries.named(ServiceCentre.objects.all(), "rst").exists()


def test_centre_of_a_community_falls_back_to_the_subdistricts(areas, community_area):
    assert queries.centre_of(community_area) is None
    above = CentreFactory(area=areas["990101001"], level="subdistrict")
    assert queries.centre_of(community_area) == above
    CentreFactory(area=community_area, level="market")
    own = CentreFactory(area=community_area)
    assert queries.centre_of(community_area) == own


def test_rooms_come_grouped_and_unused_ones_stay_away(community_area):
    centre = CentreFactory(area=community_area)
    staff = RoomFactory(centre=centre, access="staff")
    walk_in = RoomFactory(centre=centre)
    RoomFactory(centre=centre, in_use=False)
    assert [rooms for _, rooms in queries.rooms_by_access(centre)] == [[walk_in], [staff]]
