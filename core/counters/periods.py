"""Stretches of days that figures are counted over; both ends belong to them."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included. Raises ValueError when it ends before it begins."""

    since: dt.date
    until: dt.date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError("a period ends before it begins")

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def months(self) -> int | None:
        """How many whole calendar months it is; None if it is not made of whole months."""
        if self.since.day != 1 or self.until != month_end(self.until):
            return None
        return (self.until.year - self.since.year) * 12 + self.until.month - self.since.month + 1

    def previous(self) -> "Period":
        """The stretch of the same length just before: whole months stay whole months."""
        end = self.since - dt.timedelta(days=1)
        if self.months:
            return Period(add_months(self.since, -self.months), end)
        return Period(end - dt.timedelta(days=self.days - 1), end)

    def up_to(self, day: dt.date) -> "Period":
        """The same period, cut off at a day, for comparing a running month with the last one."""
        return Period(self.since, max(self.since, min(self.until, day)))


def month_start(day: dt.date) -> dt.date:
    return day.replace(day=1)


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or its last day where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_of(day: dt.date) -> Period:
    return Period(month_start(day), month_end(day))


def quarter_of(day: dt.date) -> Period:
    start = dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(start, month_end(add_months(start, 2)))


def year_of(day: dt.date) -> Period:
    return Period(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


def each_month(period: Period) -> list[dt.date]:
    """The first day of every month the period touches, in order."""
    first, last = month_start(period.since), month_start(period.until)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, n) for n in range(count)]
