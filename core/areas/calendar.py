"""Working days with make-up days (调休). The day of receipt is day 0; work closes at 18:00."""

import datetime as dt


def is_working_day(day: dt.date) -> bool:
    """True for a working day by the calendar table, else Monday–Friday."""
    raise NotImplementedError


def add_working_days(start: dt.date, days: int) -> dt.date:
    """The date of the n-th working day after `start` (day 0)."""
    raise NotImplementedError


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is earlier."""
    raise NotImplementedError


def close_of_work(day: dt.date) -> dt.datetime:
    """18:00 in Shanghai on that day."""
    raise NotImplementedError
