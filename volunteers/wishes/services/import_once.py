"""Taking a checked list in exactly once, however often the button is pressed."""

import json
from dataclasses import dataclass, field

from django.db import transaction

from core.accounts.models import User
from core.api.models import RememberedAnswer
from core.areas.models import Area
from core.privacy.services import blind_indexes
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.importing import RowError, import_wishes
from volunteers.wishes.states import OPEN


@dataclass(frozen=True)
class TakenIn:
    """The numbers of the wishes of a list, or why none was made."""

    codes: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def _scope(by: User) -> str:
    return f"wish-import:{by.pk}"


@transaction.atomic
def import_once(content: bytes, *, key: str, by: User, area: Area | None = None) -> TakenIn:
    """Make all wishes of a list under a key; asked again with it, give the same numbers.

    A second request at the same moment waits at the key for the first to commit.
    """
    row, fresh = RememberedAnswer.objects.get_or_create(
        scope=_scope(by), key=key, defaults={"fingerprint": ""}
    )
    if not fresh:
        return TakenIn(json.loads(row.body))
    report = import_wishes(content, by=by, area=area)
    if not report.ok:
        row.delete()
        return TakenIn(errors=report.errors)
    codes = [wish.code for wish in report.wishes]
    row.status, row.body = 200, json.dumps(codes)
    row.save()
    return TakenIn(codes)


def taken_in(key: str, *, by: User) -> list[str]:
    """The numbers this person's list got under a key; nothing for an unknown one."""
    row = RememberedAnswer.objects.filter(scope=_scope(by), key=key).first()
    return list(json.loads(row.body)) if row else []


def look_alikes(wishes: list[MicroWish]) -> list[tuple[MicroWish, str]]:
    """Drafts that have the words and phone of an open wish, each with its number. One query."""
    phones = {i for w in wishes for i in blind_indexes(w.contact_phone) if w.contact_phone}
    known = MicroWish.objects.filter(phone_index__in=phones, status__in=OPEN)
    known = known.filter(title__in={w.title for w in wishes}).order_by("id")[:1000]
    codes = {(w.title, w.contact_phone): w.code for w in known}
    found = ((w, codes.get((w.title, w.contact_phone), "")) for w in wishes)
    return [(w, code) for w, code in found if code]
