"""Taking a checked list in exactly once, however often the button is pressed."""

import json
from dataclasses import astuple, dataclass, field

from django.db import transaction

from core.accounts.models import User
from core.api.models import RememberedAnswer
from core.areas.models import Area
from core.privacy.services import blind_indexes
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.importing import RowError, import_wishes
from volunteers.wishes.states import OPEN

WAITING, DONE, REFUSED = 0, 200, 400


@dataclass(frozen=True)
class TakenIn:
    """The numbers of the wishes of a list, or why none was made."""

    codes: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    waiting: bool = False


def _scope(by: User) -> str:
    return f"wish-import:{by.pk}"


def hold(content: str, *, key: str, by: User, area: Area) -> None:
    """Keep a checked list, encrypted, until it is taken in; asked again, the first stands."""
    held = json.dumps({"area": area.code, "text": content})
    RememberedAnswer.objects.get_or_create(
        scope=_scope(by), key=key, defaults={"fingerprint": "", "body": held}
    )


@transaction.atomic
def take_in_held(key: str, *, by: User) -> None:
    """Make all wishes of a held list, once, or keep why none was made.

    Whoever comes at the same moment waits at the row, and then finds it done.
    """
    rows = RememberedAnswer.objects.select_for_update()
    row = rows.filter(scope=_scope(by), key=key, status=WAITING).first()
    if row is None:
        return
    held = json.loads(row.body)
    area = Area.objects.filter(code=held["area"]).first()
    report = import_wishes(held["text"].encode(), by=by, area=area)
    if report.ok:
        row.status, row.body = DONE, json.dumps([wish.code for wish in report.wishes])
    else:
        row.status, row.body = REFUSED, json.dumps([astuple(error) for error in report.errors])
    row.save()


def taken_in(key: str, *, by: User) -> TakenIn | None:
    """What came of a list of this person; None for an unknown one."""
    row = RememberedAnswer.objects.filter(scope=_scope(by), key=key).first()
    if row is None:
        return None
    if row.status == WAITING:
        return TakenIn(waiting=True)
    found = json.loads(row.body)
    if row.status == DONE:
        return TakenIn(found)
    return TakenIn(errors=[RowError(*error) for error in found])


def look_alikes(wishes: list[MicroWish]) -> list[tuple[MicroWish, str]]:
    """Drafts that have the words and phone of an open wish, each with its number. One query."""
    phones = {i for w in wishes for i in blind_indexes(w.contact_phone) if w.contact_phone}
    known = MicroWish.objects.filter(phone_index__in=phones, status__in=OPEN)
    known = known.filter(title__in={w.title for w in wishes}).order_by("id")[:1000]
    codes = {(w.title, w.contact_phone): w.code for w in known}
    found = ((w, codes.get((w.title, w.contact_phone), "")) for w in wishes)
    return [(w, code) for w, code in found if code]
