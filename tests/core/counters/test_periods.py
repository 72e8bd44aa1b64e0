"""Periods and what comes before them."""

import datetime as dt

import pytest

from core.counters.periods import Period, add_months, each_month, month_of, quarter_of, year_of

DAY = dt.date


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (month_of(DAY(2026, 3, 5)), month_of(DAY(2026, 2, 1))),
        (month_of(DAY(2026, 1, 5)), month_of(DAY(2025, 12, 1))),
        (quarter_of(DAY(2026, 2, 5)), Period(DAY(2025, 10, 1), DAY(2025, 12, 31))),
        (year_of(DAY(2024, 2, 29)), year_of(DAY(2023, 1, 1))),
        (Period(DAY(2026, 3, 5), DAY(2026, 3, 9)), Period(DAY(2026, 2, 28), DAY(2026, 3, 4))),
    ],
)
def test_previous_period_has_the_same_shape(period, before):
    assert period.previous() == before


def test_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Period(DAY(2026, 3, 5), DAY(2026, 3, 4))


def test_last_day_of_a_longer_month_becomes_the_last_of_a_shorter():
    assert add_months(DAY(2024, 1, 31), 1) == DAY(2024, 2, 29)
    assert add_months(DAY(2026, 1, 31), -2) == DAY(2025, 11, 30)


def test_each_month_crosses_the_year():
    months = each_month(Period(DAY(2025, 12, 9), DAY(2026, 2, 1)))
    assert months == [DAY(2025, 12, 1), DAY(2026, 1, 1), DAY(2026, 2, 1)]
