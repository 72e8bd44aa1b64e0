"""Reminders: each room declares what is due when, for whom, and in which words.

A room's `reminders.py` holds calls of `declare(Reminder(...))`; all are found at start.
Nobody is reminded twice of the same occurrence, a missed sweep is caught up once, and what
is more than two days late is marked missed instead of being sent late.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise

from core.areas.calendar import add_working_days, is_working_day
from core.areas.models import Area
from core.notices.recipients import Recipient

TOO_LATE = dt.timedelta(days=2)


@dataclass(frozen=True)
class Due:
    """One reminder of one object that fell due at `at`.

    `key` names the occurrence within the reminder and object ("5d", "2026-03"); (object,
    reminder, key) is reminded once for ever. `area` and `url`, where the notice leads, are the
    object's own when left out.
    """

    obj: Model
    recipients: Sequence[Recipient]
    kind: str
    key: str
    context: Mapping[str, Any]
    at: dt.datetime
    area: Area | None = None
    url: str = ""


@dataclass(frozen=True)
class Reminder:
    """A question asked of the room once a day at `at` (or in every sweep): what is due by now?

    `due(now)` yields everything whose moment has come and that still matters; it need not
    know what was reminded before, but should leave out what is more than some days past.
    """

    name: str
    due: Callable[[dt.datetime], Iterable[Due]]
    label: str | Promise = ""
    at: dt.time = field(default=dt.time(9, 0))
    every_sweep: bool = False

    def slot(self, now: dt.datetime) -> dt.datetime:
        """The latest moment, not after now, at which this should have been asked."""
        if self.every_sweep:
            return now
        local = timezone.localtime(now)
        today = dt.datetime.combine(local.date(), self.at, tzinfo=local.tzinfo)
        return today if today <= now else today - dt.timedelta(days=1)


_reminders: dict[str, Reminder] = {}


def declare(*reminders: Reminder) -> None:
    """Register reminders. Raises ValueError when a name is taken by another."""
    for reminder in reminders:
        if _reminders.get(reminder.name, reminder) != reminder:
            raise ValueError(f"reminder {reminder.name!r} is declared twice")
        _reminders[reminder.name] = reminder


def reminders() -> tuple[Reminder, ...]:
    return tuple(_reminders.values())


def working_days_after(start: dt.datetime, days: int, at: dt.time = dt.time(9, 0)) -> dt.datetime:
    """`at` o'clock on the n-th working day after the day of `start` (day 0)."""
    local = timezone.localtime(start)
    return dt.datetime.combine(add_working_days(local.date(), days), at, tzinfo=local.tzinfo)


def working_days_before(due: dt.datetime, days: int, at: dt.time = dt.time(9, 0)) -> dt.datetime:
    """`at` o'clock on the n-th working day before the day of `due`."""
    local = timezone.localtime(due)
    day = local.date()
    while days > 0:
        day -= dt.timedelta(days=1)
        days -= is_working_day(day)
    return dt.datetime.combine(day, at, tzinfo=local.tzinfo)
