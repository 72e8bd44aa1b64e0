"""The period a board shows, as its address says it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.counters.periods import Period, add_months, month_of, quarter_of, year_of

CUSTOM = "custom"
EARLIEST = dt.date(2000, 1, 1)
LONGEST = 3 * 366  # days

CHOICES: dict[str, tuple[str | Promise, Callable[[dt.date], Period]]] = {
    "month": (_("This month"), month_of),
    "last-month": (_("Last month"), lambda day: month_of(add_months(day, -1))),
    "quarter": (_("This quarter"), quarter_of),
    "year": (_("This year"), year_of),
    "last-year": (_("Last year"), lambda day: year_of(add_months(day, -12))),
}
DEFAULT = "month"


@dataclass(frozen=True)
class Chosen:
    """What was chosen: its name, its days up to today, the days it is compared with."""

    name: str
    period: Period
    before: Period
    running: bool
    error: str | Promise = ""

    @property
    def query(self) -> str:
        """The part of an address that chooses it again."""
        if self.name == CUSTOM:
            return f"period={CUSTOM}&since={self.period.since}&until={self.period.until}"
        return f"period={self.name}"


def chosen(query: QueryDict, today: dt.date | None = None) -> Chosen:
    """The period in the address; what cannot be read falls back to this month, with a word.

    A period that still runs is cut at today and compared with the same days of the one before.
    """
    day = today or timezone.localdate()
    name = query.get("period", DEFAULT)
    if name == CUSTOM:
        try:
            return _custom(query, day)
        except ValueError:
            fallback = _named(DEFAULT, day)
            return Chosen(
                CUSTOM,
                fallback.period,
                fallback.before,
                fallback.running,
                _("Please give two days, the first not after the second, at most three years."),
            )
    return _named(name if name in CHOICES else DEFAULT, day)


def _named(name: str, day: dt.date) -> Chosen:
    whole = CHOICES[name][1](day)
    earlier = whole.previous()
    if whole.until <= day:
        return Chosen(name, whole, earlier, running=False)
    shown = whole.up_to(day)
    end = min(earlier.until, earlier.since + dt.timedelta(days=shown.days - 1))
    return Chosen(name, shown, Period(earlier.since, end), running=True)


def _custom(query: QueryDict, day: dt.date) -> Chosen:
    since = dt.date.fromisoformat(query.get("since", ""))
    until = dt.date.fromisoformat(query.get("until", ""))
    period = Period(since, min(until, day))
    if since < EARLIEST or period.days > LONGEST:
        raise ValueError("out of range")
    return Chosen(CUSTOM, period, period.previous(), running=False)
