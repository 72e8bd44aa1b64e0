"""Working days by the State Council's notices; vectors of DOMAIN 6.3."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.areas import calendar, calendar_services
from core.areas.calendar_services import SHIPPED
from core.areas.models import CalendarDay

D = dt.date
DAYS = st.dates(D(2024, 12, 1), D(2027, 2, 1))


@pytest.mark.usefixtures("working_calendar")
@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (D(2026, 2, 12), 5, D(2026, 2, 26)),
        (D(2026, 9, 29), 5, D(2026, 10, 12)),
        (D(2026, 4, 28), 15, D(2026, 5, 21)),
        (D(2026, 5, 8), 1, D(2026, 5, 9)),
        (D(2026, 5, 8), 0, D(2026, 5, 8)),
    ],
)
def test_due_day_counts_make_up_days(start, days, due):
    assert calendar.add_working_days(start, days) == due
    assert calendar.working_days_between(start, due) == days
    assert calendar.working_days_between(due, start) == -days


@pytest.mark.usefixtures("working_calendar")
def test_counting_back_skips_the_same_days():
    assert calendar.add_working_days(D(2026, 10, 12), -1) == D(2026, 10, 10)
    assert calendar.add_working_days(D(2026, 10, 9), -2) == D(2026, 9, 30)


@pytest.mark.usefixtures("working_calendar")
def test_holidays_and_make_up_days_of_2026():
    assert not calendar.is_working_day(D(2026, 10, 1))
    for month, day in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]:
        assert calendar.is_working_day(D(2026, month, day))
    assert not calendar.is_working_day(D(2026, 10, 11))


@pytest.mark.django_db
def test_a_year_without_data_counts_monday_to_friday():
    assert calendar.add_working_days(D(2027, 9, 30), 1) == D(2027, 10, 1)
    assert not calendar.is_working_day(D(2027, 10, 2))


def test_work_closes_at_six_in_shanghai():
    assert calendar.close_of_work(D(2026, 5, 9)).isoformat() == "2026-05-09T18:00:00+08:00"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=DAYS, end=DAYS)
def test_between_equals_counting_one_by_one(working_calendar, start, end):
    first, last = sorted([start, end])
    days = (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
    counted = sum(map(calendar.is_working_day, days))
    assert calendar.working_days_between(first, last) == counted
    assert calendar.working_days_between(last, first) == -counted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=DAYS, days=st.integers(1, 60))
def test_adding_and_counting_agree(working_calendar, start, days):
    due = calendar.add_working_days(start, days)
    assert calendar.is_working_day(due)
    assert calendar.working_days_between(start, due) == days


@pytest.mark.usefixtures("working_calendar")
def test_many_questions_ask_the_table_once(django_assert_num_queries):
    calendar.forget()
    with django_assert_num_queries(1):
        for n in range(500):
            calendar.add_working_days(D(2026, 1, 1) + dt.timedelta(days=n % 300), 15)


@pytest.mark.django_db
def test_another_process_change_is_seen_within_seconds(monkeypatch):
    assert calendar.is_working_day(D(2026, 10, 1))
    CalendarDay.objects.bulk_create([CalendarDay(date=D(2026, 10, 1), is_working=False)])
    held = calendar._held.read_at
    monkeypatch.setattr(calendar.time, "monotonic", lambda: held + calendar.FRESH_SECONDS + 0.1)
    assert not calendar.is_working_day(D(2026, 10, 1))


@pytest.fixture
def told(monkeypatch):
    """How often a subscriber was told; what it saw of 2026-10-01. No broker."""
    seen = []
    monkeypatch.setattr(calendar, "_hooks", [])
    monkeypatch.setattr(
        calendar_services.calendar_changed, "apply_async", lambda **how: seen.append(how)
    )
    calendar.on_change(lambda: seen.append(calendar.is_working_day(D(2026, 10, 1))))
    return seen


@pytest.mark.django_db
def test_saving_and_deleting_a_day_tells_subscribers_after_commit(
    told, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        day = CalendarDay.objects.create(date=D(2026, 10, 1), is_working=False)
        assert told == []
    assert told == [False, {"countdown": 60, "retry": False}]
    with django_capture_on_commit_callbacks(execute=True):
        day.delete()
    assert told[2] is True


@pytest.mark.django_db(transaction=True)
def test_a_change_rolled_back_tells_nobody(told):
    with transaction.atomic():
        CalendarDay.objects.create(date=D(2026, 10, 1), is_working=False)
        transaction.set_rollback(True)
    assert told == []


@pytest.mark.django_db
def test_without_a_broker_saving_still_works(
    told, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def broken(**how):
        raise calendar_services.OperationalError

    monkeypatch.setattr(calendar_services.calendar_changed, "apply_async", broken)
    with django_capture_on_commit_callbacks(execute=True):
        CalendarDay.objects.create(date=D(2026, 10, 1), is_working=False)
    assert told == [False]


@pytest.mark.django_db
def test_loading_twice_is_as_once_and_replaces_its_years(told, django_capture_on_commit_callbacks):
    CalendarDay.objects.bulk_create([CalendarDay(date=D(2026, 3, 3), is_working=False)])
    CalendarDay.objects.bulk_create([CalendarDay(date=D(2024, 3, 4), is_working=False)])
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_calendar", str(SHIPPED), verbosity=0)
    call_command("load_calendar", str(SHIPPED), verbosity=0)
    assert CalendarDay.objects.count() == 48 + 1
    assert not CalendarDay.objects.filter(date=D(2026, 3, 3)).exists()
    assert told[0] is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2026-02-30,holiday,x", "line 3: '2026-02-30' is not a date"),
        ("2026-02-03,free,x", "line 3: kind 'free'"),
        ("2026-02-02,holiday,x", "line 3: 2026-02-02 is listed twice"),
        ("2026-02-03,holiday", "line 3: 2 values"),
    ],
)
def test_a_bad_line_changes_nothing(tmp_path, line, reason):
    CalendarDay.objects.bulk_create([CalendarDay(date=D(2026, 3, 3), is_working=False)])
    file = tmp_path / "calendar.csv"
    file.write_text(f"date,kind,festival\n2026-02-02,holiday,x\n{line}\n")
    with pytest.raises(CommandError, match=reason):
        call_command("load_calendar", str(file))
    assert [day.date for day in CalendarDay.objects.all()] == [D(2026, 3, 3)]


@pytest.mark.usefixtures("working_calendar")
@pytest.mark.parametrize(
    ("today", "year"),
    [
        (D(2026, 1, 1), None),
        (D(2026, 11, 1), None),
        (D(2026, 11, 2), "2026"),
        (D(2026, 11, 21), "2027"),
        (D(2027, 1, 1), "2027"),
        (D(2024, 12, 31), "2024"),
    ],
)
def test_staff_are_warned_when_the_calendar_runs_out(today, year):
    gap = calendar.calendar_gap(today)
    assert (gap is None) if year is None else (year in gap)


@pytest.mark.usefixtures("working_calendar")
def test_a_single_local_holiday_is_not_a_calendar():
    CalendarDay.objects.create(date=D(2027, 3, 3), is_working=False)
    assert calendar.calendar_gap(D(2027, 2, 1)) is not None
