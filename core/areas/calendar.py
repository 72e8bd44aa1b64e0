"""Working days with make-up days (调休). The day of receipt is day 0; work closes at 18:00.

The exceptions of all years are a few hundred rows, so each process keeps them whole. A copy is
never older than `FRESH_SECONDS`; the process that changes a day drops its copy at once. Due dates
that another process computed from an older copy are put right by the second run of the hooks.
"""

import datetime as dt
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from core.areas.models import CalendarDay

SHANGHAI = ZoneInfo("Asia/Shanghai")
CLOSE = dt.time(18, 0)
FRESH_SECONDS = 3.0
WARN_DAYS = 60
# Every notice since 2008 names more than ten exceptions; fewer are an admin's single local days.
FEWEST_EXCEPTIONS_A_YEAR = 8


class _Exceptions:
    """One reading of the calendar table, ready for counting."""

    def __init__(self, days: Iterable[tuple[dt.date, bool]]) -> None:
        self.working = dict(sorted(days))
        self.read_at = time.monotonic()
        self._days = [day.toordinal() for day in self.working]
        self._shift = [0, *accumulate(self._correction(d, w) for d, w in self.working.items())]

    @staticmethod
    def _correction(day: dt.date, working: bool) -> int:
        return int(working) - int(day.weekday() < 5)

    def count_until(self, ordinal: int) -> int:
        """Working days from 0001-01-01 (a Monday) up to and including this day."""
        weekdays = ordinal // 7 * 5 + min(ordinal % 7, 5)
        return weekdays + self._shift[bisect_right(self._days, ordinal)]

    def loaded_years(self) -> set[int]:
        years = [day.year for day in self.working]
        return {year for year in years if years.count(year) >= FEWEST_EXCEPTIONS_A_YEAR}


_held: _Exceptions | None = None
_hooks: list[Callable[[], None]] = []


def load() -> None:
    """Read the table now. One query; for code that must not see a copy up to three seconds old."""
    global _held
    _held = _Exceptions(CalendarDay.objects.values_list("date", "is_working"))


def forget() -> None:
    """Drop this process's copy; the next question reads the table."""
    global _held
    _held = None


def _exceptions() -> _Exceptions:
    if _held is None or time.monotonic() - _held.read_at > FRESH_SECONDS:
        load()
    assert _held is not None
    return _held


def is_working_day(day: dt.date) -> bool:
    """True for a working day by the calendar table, else Monday–Friday."""
    return _exceptions().working.get(day, day.weekday() < 5)


def add_working_days(start: dt.date, days: int) -> dt.date:
    """The date of the n-th working day after `start` (day 0); 0 is `start` itself.

    A negative number counts back. Source: DOMAIN 6.3. Raises OverflowError past year 9999.
    """
    working = _exceptions().working
    step, day = dt.timedelta(days=1 if days > 0 else -1), start
    for _n in range(abs(days)):
        day += step
        while not working.get(day, day.weekday() < 5):
            day += step
    return day


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is earlier."""
    exceptions = _exceptions()
    return exceptions.count_until(end.toordinal()) - exceptions.count_until(start.toordinal())


def close_of_work(day: dt.date) -> dt.datetime:
    """18:00 in Shanghai on that day."""
    return dt.datetime.combine(day, CLOSE, tzinfo=SHANGHAI)


def calendar_gap(today: dt.date) -> str | None:
    """A sentence for staff when fewer than 60 days of loaded calendar remain, else None."""
    years = _exceptions().loaded_years()
    if today.year not in years:
        return _(
            "The working calendar of %(year)s is missing. Due dates count Monday to Friday "
            "until it is loaded."
        ) % {"year": today.year}
    last = today.year
    while last + 1 in years:
        last += 1
    if (dt.date(last, 12, 31) - today).days >= WARN_DAYS:
        return None
    return _(
        "The working calendar ends with %(year)s. Later due dates count Monday to Friday "
        "until the calendar of %(next)s is loaded."
    ) % {"year": last, "next": last + 1}


def on_change(hook: Callable[[], None]) -> Callable[[], None]:
    """Subscribe to changes of the calendar; usable as a decorator.

    Hooks run after commit, once soon and once a minute later (for rows written meanwhile by
    processes with an older copy), so they must bear repetition.
    """
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def run_hooks() -> None:
    """Tell every subscriber, with a fresh copy of the table."""
    load()
    for hook in _hooks:
        hook()


def changed(then: Callable[[], None] = run_hooks) -> None:
    """The table was written in the running transaction: drop the copy, announce after commit."""
    forget()
    transaction.on_commit(then)
