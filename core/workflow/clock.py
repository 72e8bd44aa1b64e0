"""Time limits: when a matter is due, and what happens to the limit while it waits."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from core.areas.calendar import add_working_days, close_of_work, working_days_between
from core.workflow.table import Hours, State, WorkingDays

WORKING_DAYS = "wd"
HOURS = "h"


@dataclass(frozen=True)
class Clock:
    """A running or stopped limit. `left` is set while stopped, in the limit's own unit."""

    due_at: dt.datetime | None = None
    unit: str = ""
    amount: int | None = None
    started_at: dt.datetime | None = None
    left: int | None = None


def run(unit: str, amount: int, at: dt.datetime) -> Clock:
    """A limit of so many working days or hours that starts now; the start is day 0."""
    return Clock(due(unit, amount, at), unit, amount, at)


def due(unit: str, amount: int, at: dt.datetime) -> dt.datetime:
    """Working days end at 18:00 of the last one; hours end to the minute."""
    if unit == HOURS:
        return at + dt.timedelta(hours=amount)
    return close_of_work(add_working_days(timezone.localdate(at), amount))


def stop(clock: Clock, at: dt.datetime) -> Clock:
    """Keep what is left of a running limit; nothing left below zero."""
    if clock.due_at is None:
        return clock
    if clock.unit == HOURS:
        left = int((clock.due_at - at).total_seconds() // 3600)
    else:
        left = working_days_between(timezone.localdate(at), timezone.localdate(clock.due_at))
    return Clock(None, clock.unit, clock.amount, clock.started_at, max(left, 0))


def enter(state: State, obj: Any, clock: Clock, at: dt.datetime) -> Clock:
    """The clock of an object that enters this state now."""
    if state.stops_clock:
        return stop(clock, at)
    if state.keeps_clock and clock.due_at is not None:
        return clock
    if state.resumes_clock and clock.left is not None:
        return run(clock.unit, clock.left, at)
    match state.limit:
        case WorkingDays(days):
            return run(WORKING_DAYS, days(obj) if callable(days) else days, at)
        case Hours(hours):
            return run(HOURS, hours(obj) if callable(hours) else hours, at)
        case _:
            return Clock()


def lamp(due_at: dt.datetime | None, now: dt.datetime) -> str:
    """green, yellow (one working day or less is left) or red (past the limit); "" without one.

    The provincial hotline's cards (DOMAIN.md 0.7), shown as work to do, never as blame.
    """
    if due_at is None:
        return ""
    if now > due_at:
        return "red"
    left = working_days_between(timezone.localdate(now), timezone.localdate(due_at))
    return "yellow" if left <= 1 else "green"
