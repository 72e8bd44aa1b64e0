"""Asking every reminder what is due, and reminding of each occurrence once.

Two things keep it single: one conditional UPDATE lets one sweep ask a reminder for a slot,
and a mark per occurrence is unique in the database and written together with its notices.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.notices import quiet
from core.notices.models import ReminderMark, ReminderSweep
from core.notices.reminders import TOO_LATE, Due, Reminder, reminders
from core.notices.services import notify

log = logging.getLogger(__name__)
BATCH = 200
BROKEN_OFF = dt.timedelta(minutes=10)  # beyond the task's time limit, 5 minutes
EVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
Outcome = ReminderMark.Outcome


@dataclass(frozen=True)
class Planned:
    """What a sweep at this moment does about one due occurrence."""

    reminder: Reminder
    due: Due
    outcome: ReminderMark.Outcome


def sweep(now: dt.datetime | None = None) -> int:
    """Ask each reminder whose hour has come and remind. Returns how many were reminded.

    Nothing happens in quiet hours. A reminder that fails is logged and asked again in the
    next sweep; the others go on.
    """
    now = now or timezone.now()
    if quiet.is_quiet(now):
        return 0
    return sum(_ask(reminder, now) for reminder in reminders())


def plan(now: dt.datetime, reminder: Reminder) -> Iterator[Planned]:
    """What is due now and not yet done with, without changing anything."""
    for batch in _batches(reminder.due(now)):
        done = _marked(reminder, batch)
        for one in batch:
            if one.at <= now and _name(one) not in done:
                late = now - one.at > TOO_LATE
                yield Planned(reminder, one, Outcome.MISSED if late else Outcome.SENT)


def _batches(due: Iterable[Due]) -> Iterator[list[Due]]:
    """In batches; what came before a mistake is handed on before the mistake is raised."""
    batch: list[Due] = []
    try:
        for one in due:
            batch.append(one)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except Exception:
        yield batch
        raise
    yield batch


def _ask(reminder: Reminder, now: dt.datetime) -> int:
    if not _claim(reminder, now):
        return 0
    counts = {Outcome.SENT: 0, Outcome.MISSED: 0}
    result: dict[str, object] = {}
    try:
        for planned in plan(now, reminder):
            counts[planned.outcome] += carry_out(planned)
        result["finished_at"] = timezone.now()
    except Exception as error:  # one room's mistake must not silence the others
        log.exception("reminder %s failed", reminder.name)
        result["error"] = type(error).__name__
    result |= {"reminded": counts[Outcome.SENT], "missed": counts[Outcome.MISSED]}
    ReminderSweep.objects.filter(reminder=reminder.name).update(**result)
    return counts[Outcome.SENT]


def _claim(reminder: Reminder, now: dt.datetime) -> bool:
    """Advance the reminder to the slot of now, for one sweep; broken-off ones are taken up."""
    slot = reminder.slot(now)
    ReminderSweep.objects.bulk_create(
        [ReminderSweep(reminder=reminder.name, slot=EVER, finished_at=EVER)],
        ignore_conflicts=True,
    )
    free = Q(finished_at__isnull=False, slot__lt=slot) | Q(
        finished_at=None, claimed_at__lt=now - BROKEN_OFF
    )
    return bool(
        ReminderSweep.objects.filter(free, reminder=reminder.name).update(
            slot=slot, claimed_at=now, finished_at=None, error=""
        )
    )


@transaction.atomic
def carry_out(planned: Planned) -> bool:
    """Mark the occurrence and write its notices together; False when it was done before."""
    due = planned.due
    mark, fresh = ReminderMark.objects.get_or_create(
        reminder=planned.reminder.name,
        object_type=due.obj._meta.label_lower,
        object_id=str(due.obj.pk),
        occurrence=due.key,
        defaults={"outcome": planned.outcome, "due_at": due.at},
    )
    if fresh and mark.outcome == Outcome.SENT:
        for recipient in due.recipients:
            notify(
                due.kind,
                to=recipient,
                key=f"{planned.reminder.name}:{due.obj._meta.label_lower}:{due.obj.pk}:{due.key}",
                obj=due.obj,
                area=due.area,
                context=due.context,
                url=due.url,
            )
    return fresh


def _name(due: Due) -> tuple[str, str, str]:
    return due.obj._meta.label_lower, str(due.obj.pk), due.key


def _marked(reminder: Reminder, batch: Iterable[Due]) -> set[tuple[str, str, str]]:
    ids = {str(due.obj.pk) for due in batch}
    marks = ReminderMark.objects.filter(reminder=reminder.name, object_id__in=ids)
    return set(marks.values_list("object_type", "object_id", "occurrence"))
