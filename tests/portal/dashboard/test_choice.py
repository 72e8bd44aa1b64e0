"""Which days a board shows, and which it compares them with."""

import datetime as dt

import pytest
from django.http import QueryDict

from core.counters.periods import Period
from portal.dashboard.periods import chosen

DAY = dt.date


@pytest.mark.parametrize(
    ("name", "today", "shown", "before"),
    [
        ("month", DAY(2026, 3, 31), ((3, 1), (3, 31)), ((2, 1), (2, 28))),
        ("month", DAY(2026, 3, 30), ((3, 1), (3, 30)), ((2, 1), (2, 28))),
        ("month", DAY(2026, 3, 9), ((3, 1), (3, 9)), ((2, 1), (2, 9))),
        ("last-month", DAY(2026, 3, 9), ((2, 1), (2, 28)), ((1, 1), (1, 31))),
        ("quarter", DAY(2026, 5, 2), ((4, 1), (5, 2)), ((1, 1), (2, 1))),
    ],
)
def test_running_period_is_compared_with_the_same_days_before(name, today, shown, before):
    choice = chosen(QueryDict(f"period={name}"), today)
    assert choice.period == Period(*(DAY(2026, *d) for d in shown))
    assert choice.before == Period(*(DAY(2026, *d) for d in before))


def test_last_year_is_compared_with_the_year_before():
    choice = chosen(QueryDict("period=last-year"), DAY(2026, 3, 9))
    assert choice.period == Period(DAY(2025, 1, 1), DAY(2025, 12, 31))
    assert choice.before == Period(DAY(2024, 1, 1), DAY(2024, 12, 31))
    assert choice.query == "period=last-year"


def test_days_to_come_are_cut_at_today():
    choice = chosen(QueryDict("period=custom&since=2026-03-01&until=2026-12-31"), DAY(2026, 3, 9))
    assert choice.period == Period(DAY(2026, 3, 1), DAY(2026, 3, 9))
    assert not choice.error
