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
from core.lists.sheet import read_sheet
from core.notices.services import Recipient, notify
from core.privacy.services import blind_indexes
from volunteers.wishes.held_lists import HeldList
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.importing import Imported, RowError, import_wishes
from volunteers.wishes.states import OPEN

log = logging.getLogger(__name__)
Stage = HeldList.Stage
MOST_ATTEMPTS = 3
QUEUE_PATIENCE = dt.timedelta(seconds=45)
CLAIM_PATIENCE = dt.timedelta(seconds=30)  # between claiming the row and locking it


@dataclass(frozen=True)
class TakenIn:
    """The numbers of the wishes of a list, or why none was made, or how far it is."""

    codes: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    waiting: bool = False
    given_up: bool = False
    entered: int = 0
    rows: int = 0


def hold(content: str, *, key: str, by: User, area: Area) -> None:
    """Keep a checked list, encrypted, until it is taken in; asked again, the first stands."""
    rows = len(read_sheet(content.encode())) - 1
    HeldList.objects.get_or_create(
        key=key, by=by, defaults={"text": content, "area": area, "rows": rows}
    )


def take_in_held(key: str, *, by: User, tell: bool = False) -> bool:
    """Make all wishes of a held list, once, or keep why none was made; whether it was us.

    Who comes at the same moment does nothing. `tell` puts the outcome in the person's inbox.
    """
    mine = HeldList.objects.filter(key=key, by=by, stage=Stage.WAITING)
    now = timezone.now()
    if not mine.update(stage=Stage.WORKING, attempts=F("attempts") + 1, begun_at=now):
        return False
    with transaction.atomic():
        rows = HeldList.objects.select_for_update(of=("self",)).select_related("area")
        held = rows.filter(key=key, stage=Stage.WORKING, begun_at=now).first()
        if held is None:  # taken for dead before we came to the lock
            return False
        report = import_wishes(
            held.text.encode(), by=by, area=held.area, progress=held.note_entered
        )
        _end(held, report, tell=tell)
    return True


def _end(held: HeldList, report: Imported, *, tell: bool) -> None:
    held.stage = Stage.DONE if report.ok else Stage.REFUSED
    codes = [wish.code for wish in report.wishes]
    found = codes if report.ok else [astuple(error) for error in report.errors]
    held.text, held.outcome, held.rows = "", json.dumps(found), report.rows
    held.save()
    if tell:
        _tell(held)


def _tell(held: HeldList) -> None:
    done = held.stage == Stage.DONE
    notify(
        "wishes.list_entered" if done else "wishes.list_not_entered",
        to=Recipient(user=held.by),
        key=str(held.key),
        obj=held,
        context={"rows": held.rows},
    )


def pick_up_dropped() -> list[HeldList]:
    """Put lists of dead workers back, give up after three attempts; returns what waits for one.

    A list is in whole or not at all: what a dead worker had entered went with its transaction.
    """
    now = timezone.now()
    begun = HeldList.objects.filter(stage=Stage.WORKING, begun_at__lt=now - CLAIM_PATIENCE)
    for pk in list(begun.values_list("pk", flat=True)):
        _pick_up(pk)
    waiting = HeldList.objects.filter(stage=Stage.WAITING, at__lt=now - QUEUE_PATIENCE)
    return list(waiting.select_related("by"))


@transaction.atomic
def _pick_up(pk: int) -> None:
    rows = HeldList.objects.select_for_update(skip_locked=True, of=("self",))
    held = rows.select_related("by", "area").filter(pk=pk, stage=Stage.WORKING).first()
    if held is None:  # somebody is at it, or it is over
        return
    last = held.attempts >= MOST_ATTEMPTS
    held.stage = Stage.GIVEN_UP if last else Stage.WAITING
    if last:
        held.text = ""
        _tell(held)
    held.save(update_fields=["stage", "text"])
    log.warning("list of wishes picked up", extra={"list": str(held.key), "given_up": last})


def taken_in(key: str, *, by: User) -> TakenIn | None:
    """What came of a list of this person; None for an unknown one."""
    held = HeldList.objects.filter(key=key, by=by).first()
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


def erase_lists(cutoff: dt.datetime) -> int:
    """Delete lists sent before that; returns how many."""
    erased, _by_model = HeldList.objects.filter(at__lt=cutoff).delete()
    return erased


def look_alikes(wishes: list[MicroWish]) -> list[tuple[MicroWish, str]]:
    """Drafts that have the words and phone of an open wish, each with its number. One query."""
    phones = {i for w in wishes for i in blind_indexes(w.contact_phone) if w.contact_phone}
    known = MicroWish.objects.filter(phone_index__in=phones, status__in=OPEN)
    known = known.filter(title__in={w.title for w in wishes}).order_by("id")[:1000]
    codes = {(w.title, w.contact_phone): w.code for w in known}
    found = ((w, codes.get((w.title, w.contact_phone), "")) for w in wishes)
    return [(w, code) for w, code in found if code]
