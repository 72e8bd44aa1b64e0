"""Who may change a centre, and what is refused."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from centres.directory import queries, services
from centres.directory.hours import Span
from centres.directory.models import HoursException, Room, ServiceCentre
from core.accounts.models import RoleGrant, User
from tests.factories.centres import AFTERNOON, MORNING, CentreFactory, RoomFactory, weekdays

pytestmark = pytest.mark.django_db
MON = Span(dt.time(8, 30), dt.time(12))
TODAY = dt.date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def centre(community_area):
    return weekdays(CentreFactory(area=community_area), MORNING, AFTERNOON)


def clerk_of(area, role="community_clerk"):
    user = User.objects.create(username=f"{role}-{area.code}")
    RoleGrant.objects.create(user=user, role=role, area=area)
    return user


@pytest.fixture
def clerk(community_area):
    return clerk_of(community_area)


def announce(centre, by, since=TODAY, until=TODAY, reason="停电", **more):
    return services.announce_exception(
        centre, since=since, until=until, reason=reason, by=by, **more
    )


def test_clerk_replaces_the_week(centre, clerk):
    services.set_week(centre, {6: [MON]}, by=clerk)
    assert services.values_of(ServiceCentre.objects.get(pk=centre.pk)) == {6: [MON]}


def test_neighbours_clerk_changes_nothing(centre, neighbour_area):
    stranger = clerk_of(neighbour_area)
    for attempt in (
        lambda: services.set_week(centre, {}, by=stranger),
        lambda: announce(centre, stranger),
        lambda: services.save_centre(centre, by=stranger),
        lambda: services.save_room(RoomFactory.build(centre=centre), by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    assert centre.weekly_hours.count() == 10
    assert not HoursException.objects.exists()
    assert not Room.objects.exists()


def test_subdistrict_clerk_may_edit_below(centre, areas):
    services.set_week(centre, {}, by=clerk_of(areas["990101001"], "street_clerk"))
    assert not centre.weekly_hours.exists()


@pytest.mark.parametrize(
    "spans",
    [
        [Span(dt.time(12), dt.time(8))],
        [Span(dt.time(8), dt.time(8))],
        [Span(dt.time(8), dt.time(12)), Span(dt.time(11), dt.time(14))],
    ],
)
def test_impossible_spans_are_refused_and_nothing_is_lost(centre, clerk, spans):
    with pytest.raises(ValidationError):
        services.set_week(centre, {1: spans}, by=clerk)
    assert centre.weekly_hours.count() == 10


def test_exception_shows_at_once_and_can_be_taken_back(centre, clerk):
    row = announce(centre, clerk, until=TODAY + dt.timedelta(days=3))
    assert queries.open_state(centre).reason == "停电"
    services.end_exception(row, by=clerk)
    centre = ServiceCentre.objects.get(pk=centre.pk)
    assert queries.open_state(centre).is_open
    assert queries.exceptions_ahead(centre) == []


def test_days_already_past_keep_what_was_announced(centre, clerk, time_machine):
    row = announce(centre, clerk, until=TODAY + dt.timedelta(days=3))
    time_machine.move_to(dt.datetime(2026, 11, 18, 2, 0, tzinfo=dt.UTC))
    row = services.end_exception(row, by=clerk)
    assert row.counts_on(TODAY + dt.timedelta(days=1))
    assert not row.counts_on(TODAY + dt.timedelta(days=2))
    assert row.ended_by == clerk


def test_ending_twice_changes_nothing(centre, clerk, areas):
    row = services.end_exception(announce(centre, clerk), by=clerk)
    other = clerk_of(areas["990101001"], "street_clerk")
    assert services.end_exception(row, by=other).ended_by == clerk


@pytest.mark.parametrize("reason", ["", "   "])
def test_exception_needs_a_reason(centre, clerk, reason):
    with pytest.raises(ValidationError):
        announce(centre, clerk, reason=reason)


def test_exception_refused_for_days_that_are_over_or_backwards(centre, clerk):
    day = dt.timedelta(days=1)
    with pytest.raises(ValidationError):
        announce(centre, clerk, since=TODAY - 2 * day, until=TODAY - day)
    with pytest.raises(ValidationError):
        announce(centre, clerk, since=TODAY + day, until=TODAY)


def test_second_exception_on_a_day_is_refused_until_the_first_is_ended(centre, clerk):
    row = announce(centre, clerk)
    with pytest.raises(ValidationError, match="停电"):
        announce(centre, clerk, reason="台风")
    services.end_exception(row, by=clerk)
    assert announce(centre, clerk, reason="台风").pk


def test_zone_of_another_centre_is_refused(centre, clerk, community_area):
    zone = CentreFactory(area=community_area).zones.create(name="学习区")
    with pytest.raises(ValidationError):
        services.save_room(RoomFactory.build(centre=centre, zone=zone), by=clerk)


def test_hidden_centre_is_seen_by_its_clerk_only(community_area, neighbour_area, clerk):
    hidden = CentreFactory(area=community_area, public=False)
    for user in (AnonymousUser(), clerk_of(neighbour_area), User.objects.create(username="r")):
        assert hidden not in ServiceCentre.objects.visible_to(user)
    assert hidden in ServiceCentre.objects.visible_to(clerk)
