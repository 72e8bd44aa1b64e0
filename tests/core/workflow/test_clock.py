"""Time limits run in working days, stop and go on."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from core.areas.models import CalendarDay
from core.workflow.clock import lamp
from core.workflow.engine import advance
from core.workflow.services import recompute_due_dates

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: str, hour: int = 10) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(hour=hour, tzinfo=SHANGHAI)


def local(moment: dt.datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


@pytest.fixture
def may_2026(db):
    """Labour Day 2026: 1–5 May off, Saturday 9 May made up."""
    for day in range(1, 6):
        CalendarDay.objects.update_or_create(
            date=dt.date(2026, 5, day), defaults={"is_working": False}
        )
    CalendarDay.objects.update_or_create(date=dt.date(2026, 5, 9), defaults={"is_working": True})


def test_working_days_skip_the_holiday_and_count_the_make_up_day(may_2026, errand, clerk):
    with time_machine.travel(at("2026-04-30"), tick=False):
        made = errand()
        advance(made, "take", by=clerk)
    assert local(made.due_at) == "2026-05-08 18:00"


def test_hours_end_to_the_minute(errand):
    with time_machine.travel(at("2026-03-02", 9), tick=False):
        made = errand()
    assert local(made.due_at) == "2026-03-03 09:00"


def test_a_stopped_clock_goes_on_with_what_was_left(errand, clerk):
    with time_machine.travel(at("2026-03-02"), tick=False):  # a Monday
        made = errand()
        advance(made, "take", by=clerk)
    assert local(made.due_at) == "2026-03-05 18:00"
    with time_machine.travel(at("2026-03-03"), tick=False):
        advance(made, "ask", by=clerk, note="?")
    assert made.due_at is None
    with time_machine.travel(at("2026-03-13"), tick=False):  # a Friday
        advance(made, "answer", by=clerk)
    assert local(made.due_at) == "2026-03-17 18:00"


def test_a_limit_may_ask_the_object(errand, clerk):
    with time_machine.travel(at("2026-03-02"), tick=False):
        made = errand()
        made.days_to_check = 5
        made.save()
        advance(made, "take", by=clerk)
        advance(made, "finish", by=clerk)
    assert local(made.due_at) == "2026-03-09 18:00"


def test_due_dates_follow_a_changed_calendar(errand, clerk):
    with time_machine.travel(at("2026-03-02"), tick=False):
        made = errand()
        advance(made, "take", by=clerk)
        # what subscribes to the calendar may already have done it; the answer is the same
        CalendarDay.objects.create(date=dt.date(2026, 3, 4), is_working=False, reason="typhoon")
        recompute_due_dates()
    made.refresh_from_db()
    assert local(made.due_at) == "2026-03-06 18:00"


@pytest.mark.parametrize(
    ("now", "card"),
    [
        ("2026-03-03", "green"),
        ("2026-03-05", "yellow"),
        ("2026-03-06", "yellow"),
        ("2026-03-07", "red"),
    ],
)
def test_lamp_is_yellow_with_one_working_day_left(db, now, card):
    assert lamp(at("2026-03-06", 18), at(now)) == card


def test_lamp_without_a_limit_is_dark(db):
    assert lamp(None, at("2026-03-06")) == ""
