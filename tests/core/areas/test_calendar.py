"""Working days by the State Council's notices; vectors of DOMAIN 6.3."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import call_command

from core.areas import calendar

DATA = Path(calendar.__file__).parent / "data" / "calendar_2025_2026.csv"
D = dt.date


@pytest.fixture
def loaded(db):
    call_command("load_calendar", str(DATA), verbosity=0)


@pytest.mark.usefixtures("loaded")
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
