"""Taking a checked list in exactly once, however often the button is pressed or a worker dies."""

import datetime as dt
import json
import logging
from dataclasses import astuple, dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.lists.held import AbstractHeldList
from core.lists.kinds import ListKind
from core.lists.sheet import read_sheet
from core.lists.taking import Imported, RowError, import_list
from core.notices.services import Recipient, notify

log = logging.getLogger(__name__)
Stage = AbstractHeldList.Stage
MOST_ATTEMPTS = 3
QUEUE_PATIENCE = dt.timedelta(seconds=45)
CLAIM_PATIENCE = dt.timedelta(seconds=30)  # between claiming the row and locking it


@dataclass(frozen=True)
class TakenIn:
    """The numbers of what a list brought, or why nothing was made, or how far it is."""

    codes: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    waiting: bool = False
    given_up: bool = False
    entered: int = 0
    rows: int = 0


def hold(kind: ListKind, content: str, *, key: str, by: User, area: Area) -> None:
    """Keep a checked list, encrypted, until it is taken in; asked again, the first stands."""
    rows = len(read_sheet(content.encode())) - 1
    kind.model._default_manager.get_or_create(
        key=key, by=by, defaults={"text": content, "area": area, "rows": rows}
    )


def take_in_held(kind: ListKind, key: str, *, by: User, tell: bool = False) -> bool:
    """Make all that a held list asks for, once, or keep why not; whether it was us.

    Who comes at the same moment does nothing. `tell` puts the outcome in the person's inbox.
    """
    lists = kind.model._default_manager
    now = timezone.now()
    mine = lists.filter(key=key, by=by, stage=Stage.WAITING)
    if not mine.update(stage=Stage.WORKING, attempts=F("attempts") + 1, begun_at=now):
        return False
    with transaction.atomic():
        rows = lists.select_for_update(of=("self",)).select_related("area")
        held = rows.filter(key=key, stage=Stage.WORKING, begun_at=now).first()
        if held is None:  # taken for dead before we came to the lock
            return False
        report = import_list(
            kind, held.text.encode(), by=by, area=held.area, progress=held.note_entered
        )
        _end(kind, held, report, tell=tell)
    return True


def _end(kind: ListKind, held: AbstractHeldList, report: Imported, *, tell: bool) -> None:
    held.stage = Stage.DONE if report.ok else Stage.REFUSED
    codes = [made.code for made in report.made]
    found = codes if report.ok else [astuple(error) for error in report.errors]
    held.text, held.outcome, held.rows = "", json.dumps(found), report.rows
    held.save()
    if tell:
        _tell(kind, held)


def _tell(kind: ListKind, held: AbstractHeldList) -> None:
    done = held.stage == Stage.DONE
    notify(
        f"{kind.name}.list_entered" if done else f"{kind.name}.list_not_entered",
        to=Recipient(user=held.by),
        key=str(held.key),
        obj=held,
        context={"rows": held.rows},
    )


def pick_up_dropped(kind: ListKind) -> list[AbstractHeldList]:
    """Put lists of dead workers back, give up after three attempts; returns what waits for one.

    A list is in whole or not at all: what a dead worker had entered went with its transaction.
    """
    now, lists = timezone.now(), kind.model._default_manager
    begun = lists.filter(stage=Stage.WORKING, begun_at__lt=now - CLAIM_PATIENCE)
    for pk in list(begun.values_list("pk", flat=True)):
        _pick_up(kind, pk)
    waiting = lists.filter(stage=Stage.WAITING, at__lt=now - QUEUE_PATIENCE)
    return list(waiting.select_related("by"))


@transaction.atomic
def _pick_up(kind: ListKind, pk: int) -> None:
    rows = kind.model._default_manager.select_for_update(skip_locked=True, of=("self",))
    held = rows.select_related("by", "area").filter(pk=pk, stage=Stage.WORKING).first()
    if held is None:  # somebody is at it, or it is over
        return
    last = held.attempts >= MOST_ATTEMPTS
    held.stage = Stage.GIVEN_UP if last else Stage.WAITING
    if last:
        held.text = ""
        _tell(kind, held)
    held.save(update_fields=["stage", "text"])
    log.warning(
        "held list picked up", extra={"kind": kind.name, "list": str(held.key), "given_up": last}
    )


def taken_in(kind: ListKind, key: str, *, by: User) -> TakenIn | None:
    """What came of a list of this person; None for an unknown one."""
    held = kind.model._default_manager.filter(key=key, by=by).first()
    if held is None:
        return None
    if not held.is_over:
        return TakenIn(waiting=True, entered=held.entered, rows=held.rows)
    if held.stage == Stage.GIVEN_UP:
        return TakenIn(given_up=True, rows=held.rows)
    found = json.loads(held.outcome)
    if held.stage == Stage.DONE:
        return TakenIn(found)
    return TakenIn(errors=[RowError(*error) for error in found])


def erase_lists(kind: ListKind, cutoff: dt.datetime) -> int:
    """Delete lists sent before that; returns how many."""
    erased, _by_model = kind.model._default_manager.filter(at__lt=cutoff).delete()
    return erased
