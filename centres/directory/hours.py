"""What a clock says about a centre: open now, closes at, opens again. Pure; reads no database.

Callers hand in a centre whose `weekly_hours`, `coming_exceptions` (with spans) were fetched by
`queries.fetch_hours`, and the calendar's days that differ from Monday–Friday.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from centres.directory.models import HoursException, ServiceCentre, Weekday
from core.areas.models import CalendarDay

HORIZON = 14  # days looked ahead for the next opening
LUNCH = (dt.time(11, 0), dt.time(15, 0))  # a break inside these hours is called lunch
CLOSES_SOON = dt.timedelta(minutes=30)


@dataclass(frozen=True)
class Span:
    """Open from `opens` up to `closes` on one day."""

    opens: dt.time
    closes: dt.time

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


@dataclass(frozen=True)
class Day:
    """The hours that count on one date, and why they differ from the pattern, if they do."""

    date: dt.date
    spans: tuple[Span, ...]
    reason: str = ""
    exceptional: bool = False


class Kind(StrEnum):
    OPEN = "open"
    BREAK = "break"
    LUNCH = "lunch"
    LATER = "later"
    TOMORROW = "tomorrow"
    ANOTHER_DAY = "another_day"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class OpenState:
    """The answer to "can I go there now?". `at` is the next closing (open) or opening."""

    kind: Kind
    at: dt.datetime | None = None
    soon: bool = False
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.kind is Kind.OPEN

    @property
    def tone(self) -> str:
        """The chip's tone; an icon and words go with it."""
        if self.kind is Kind.OPEN:
            return "warn" if self.soon else "ok"
        return "warn" if self.kind in (Kind.BREAK, Kind.LUNCH) else "neutral"


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch made one, so that no false closing is announced."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: s.opens):
        if joined and joined[-1].closes >= span.opens:
            joined[-1] = Span(joined[-1].opens, max(joined[-1].closes, span.closes))
        else:
            joined.append(span)
    return tuple(joined)


def _pattern_weekday(centre: ServiceCentre, day: dt.date, special: CalendarDay | None) -> int:
    """Which weekday's pattern counts; 0 for none.

    A make-up working day (调休) at a weekend runs like a Monday; a public holiday as the
    centre says. Source: DOMAIN 5.2, weekends and holidays share the shorter hours.
    """
    if special is None or centre.on_holidays == ServiceCentre.Holidays.USUAL:
        return day.isoweekday()
    if special.is_working:
        return Weekday.MONDAY if day.isoweekday() >= Weekday.SATURDAY else day.isoweekday()
    return 0 if centre.on_holidays == ServiceCentre.Holidays.CLOSED else Weekday.SUNDAY


def _exception_on(centre: ServiceCentre, day: dt.date) -> HoursException | None:
    return next((e for e in centre.coming_exceptions if e.counts_on(day)), None)


def day_of(centre: ServiceCentre, day: dt.date, calendar: Mapping[dt.date, CalendarDay]) -> Day:
    """The hours of one date: an exception first, else the calendar's holiday, else the week."""
    exception = _exception_on(centre, day)
    if exception:
        spans = [] if exception.closed else exception.spans.all()
        found = [Span(s.opens, s.closes) for s in spans]
        return Day(day, _joined(found), exception.reason, exceptional=True)
    special = calendar.get(day)
    weekday = _pattern_weekday(centre, day, special)
    found = [Span(h.opens, h.closes) for h in centre.weekly_hours.all() if h.weekday == weekday]
    reason = special.why if special and weekday != day.isoweekday() else ""
    return Day(day, _joined(found), reason)


def days_from(
    centre: ServiceCentre, first: dt.date, count: int, calendar: Mapping[dt.date, CalendarDay]
) -> Iterator[Day]:
    """`count` days beginning with `first`."""
    return (day_of(centre, first + dt.timedelta(days=n), calendar) for n in range(count))


def _at(day: dt.date, clock: dt.time, now: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(day, clock, tzinfo=now.tzinfo)


def _today(day: Day, now: dt.datetime) -> OpenState | None:
    """What today still holds, or None when it is over."""
    clock = now.time()
    for i, span in enumerate(day.spans):
        if span.opens <= clock < span.closes:
            end = _at(day.date, span.closes, now)
            return OpenState(Kind.OPEN, end, end - now <= CLOSES_SOON, day.reason)
        if clock < span.opens:
            if i == 0:
                return OpenState(Kind.LATER, _at(day.date, span.opens, now), reason=day.reason)
            lunch = LUNCH[0] <= day.spans[i - 1].closes and span.opens <= LUNCH[1]
            kind = Kind.LUNCH if lunch else Kind.BREAK
            return OpenState(kind, _at(day.date, span.opens, now), reason=day.reason)
    return None


def state_at(
    centre: ServiceCentre, now: dt.datetime, calendar: Mapping[dt.date, CalendarDay]
) -> OpenState:
    """Open or not at `now` (local time, Asia/Shanghai) and when that changes.

    Looks `HORIZON` days ahead. `UNKNOWN` means nobody entered any hours: people should call.
    """
    today, *following = days_from(centre, now.date(), HORIZON + 1, calendar)
    state = _today(today, now)
    if state:
        return state
    reason = today.reason if not today.spans else ""
    for n, day in enumerate(following, start=1):
        if day.spans:
            kind = Kind.TOMORROW if n == 1 else Kind.ANOTHER_DAY
            return OpenState(kind, _at(day.date, day.spans[0].opens, now), reason=reason)
    if not centre.weekly_hours.all() and not centre.coming_exceptions:
        return OpenState(Kind.UNKNOWN)
    return OpenState(Kind.CLOSED, reason=reason)
