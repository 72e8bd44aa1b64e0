"""What the clock says: open, lunch, later, tomorrow, another day, unknown."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from centres.directory import queries
from centres.directory.hours import Kind
from centres.directory.models import HoursException, HoursExceptionSpan, ServiceCentre
from core.areas.models import CalendarDay
from tests.factories.centres import AFTERNOON, MORNING, CentreFactory, weekdays

pytestmark = pytest.mark.django_db
EVENING = (dt.time(19, 0), dt.time(21, 0))


def shanghai(day: int, clock: str, month: int = 11) -> dt.datetime:
    hour, minute = map(int, clock.split(":"))
    return dt.datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def centre(community_area):
    return weekdays(CentreFactory(area=community_area), MORNING, AFTERNOON)


@pytest.mark.parametrize(
    ("day", "clock", "kind", "at"),
    [
        (16, "08:29", Kind.LATER, (16, "08:30")),
        (16, "08:30", Kind.OPEN, (16, "12:00")),
        (16, "11:59", Kind.OPEN, (16, "12:00")),
        (16, "12:00", Kind.LUNCH, (16, "14:00")),
        (16, "14:00", Kind.OPEN, (16, "18:00")),
        (16, "18:00", Kind.TOMORROW, (17, "08:30")),
        (20, "18:00", Kind.ANOTHER_DAY, (23, "08:30")),  # Friday evening
        (22, "10:00", Kind.TOMORROW, (23, "08:30")),  # Sunday
    ],
)
def test_state_through_a_week(centre, day, clock, kind, at):
    state = queries.open_state(centre, shanghai(day, clock))
    assert (state.kind, state.at) == (kind, shanghai(*at))


def test_break_in_the_evening_is_not_called_lunch(community_area):
    centre = weekdays(CentreFactory(area=community_area), AFTERNOON, EVENING)
    assert queries.open_state(centre, shanghai(16, "18:30")).kind is Kind.BREAK


def test_spans_that_touch_announce_no_closing_between_them(community_area):
    noon = (dt.time(12, 0), dt.time(14, 0))
    centre = weekdays(CentreFactory(area=community_area), MORNING, noon, AFTERNOON)
    assert queries.open_state(centre, shanghai(16, "11:50")).at == shanghai(16, "18:00")


def test_closing_within_half_an_hour_is_said(centre):
    assert queries.open_state(centre, shanghai(16, "17:31")).soon
    assert not queries.open_state(centre, shanghai(16, "17:29")).soon


def test_without_any_hours_the_state_is_unknown(community_area):
    centre = CentreFactory(area=community_area)
    assert queries.open_state(centre, shanghai(16, "10:00")).kind is Kind.UNKNOWN


def test_exception_beats_the_week_and_carries_its_reason(centre):
    day = dt.date(2026, 11, 16)
    HoursException.objects.create(centre=centre, since=day, until=day, reason="台风")
    state = queries.open_state(centre, shanghai(16, "10:00"))
    assert (state.kind, state.reason) == (Kind.TOMORROW, "台风")
    assert queries.week_of(centre, day)[0].exceptional


def test_exception_may_open_a_closed_day(centre):
    sunday = dt.date(2026, 11, 22)
    row = HoursException.objects.create(
        centre=centre, since=sunday, until=sunday, closed=False, reason="义诊"
    )
    HoursExceptionSpan.objects.create(exception=row, opens=dt.time(9), closes=dt.time(11))
    assert queries.open_state(centre, shanghai(22, "10:00")).is_open


def test_exception_ended_early_counts_no_longer(centre):
    HoursException.objects.create(
        centre=centre,
        since=dt.date(2026, 11, 16),
        until=dt.date(2026, 11, 20),
        ended_on=dt.date(2026, 11, 18),
        reason="装修",
    )
    assert not queries.open_state(centre, shanghai(17, "10:00")).is_open
    assert queries.open_state(centre, shanghai(18, "10:00")).is_open


@pytest.mark.parametrize(
    ("setting", "kind"),
    [("usual", Kind.OPEN), ("sunday", Kind.TOMORROW), ("closed", Kind.TOMORROW)],
)
def test_public_holiday_follows_the_centres_choice(community_area, setting, kind):
    centre = weekdays(CentreFactory(area=community_area, on_holidays=setting), MORNING)
    CalendarDay.objects.create(date=dt.date(2026, 11, 16), is_working=False, reason="节日")
    state = queries.open_state(centre, shanghai(16, "10:00"))
    assert state.kind is kind


def test_make_up_saturday_runs_like_a_monday(centre):
    assert not queries.open_state(centre, shanghai(21, "10:00")).is_open
    CalendarDay.objects.create(date=dt.date(2026, 11, 21), is_working=True, reason="调休")
    assert queries.open_state(centre, shanghai(21, "10:00")).is_open


def test_centre_on_holiday_closed_for_long_has_no_next_opening(centre):
    HoursException.objects.create(
        centre=centre, since=dt.date(2026, 11, 1), until=dt.date(2027, 3, 1), reason="迁址"
    )
    state = queries.open_state(centre, shanghai(16, "10:00"))
    assert (state.kind, state.reason) == (Kind.CLOSED, "迁址")


def test_list_asks_the_same_number_of_queries(community_area, django_assert_num_queries):
    for _ in range(30):
        weekdays(CentreFactory(area=community_area), MORNING)
    for count in (1, 30):
        rows = list(ServiceCentre.objects.all()[:count])
        with django_assert_num_queries(3):
            queries.open_states(rows, shanghai(16, "10:00"))


def test_database_refuses_overlapping_hours(centre):
    with pytest.raises(IntegrityError), transaction.atomic():
        weekdays(centre, (dt.time(11), dt.time(13)))


def test_database_refuses_exceptions_on_the_same_day(centre):
    def announce(first, last, ended=None):
        return HoursException.objects.create(
            centre=centre,
            since=dt.date(2026, 11, first),
            until=dt.date(2026, 11, last),
            ended_on=ended and dt.date(2026, 11, ended),
            reason="停电",
        )

    announce(16, 18, ended=17)
    announce(17, 20)  # allowed: the first one no longer counts on the 17th
    with pytest.raises(IntegrityError), transaction.atomic():
        announce(20, 21)
