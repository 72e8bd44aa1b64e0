"""Lists of wishes from paper or the telephone."""

from typing import Any

from core.accounts.models import User
from core.areas.models import Area
from core.lists.kinds import ListKind, declare
from core.lists.taking import Imported, import_list
from core.privacy.services import blind_indexes
from volunteers.wishes.columns import COLUMNS, example
from volunteers.wishes.held_lists import HeldList
from volunteers.wishes.kinds import Channel, SpokenFor
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.making import drafted, make_wish
from volunteers.wishes.states import OPEN


def _given(by: User, area: Area) -> dict[str, Any]:
    return {"spoken_for": SpokenFor.STAFF, "channel": Channel.IMPORT}


def _sameness(wish: MicroWish) -> tuple[str, ...]:
    return (wish.title, wish.contact_name, wish.contact_phone)


LIST = declare(
    ListKind(
        name="wishes",
        model=HeldList,
        columns=COLUMNS,
        example=example,
        ability="wishes.import",
        given=_given,
        draft=drafted,
        make=make_wish,
        sameness=_sameness,
        same_field="title",
    )
)


def import_wishes(content: bytes, *, by: User, **options: Any) -> Imported:
    """`core.lists.taking.import_list` for wishes.

    Everybody listed is spoken for by staff, so each row names its basis.
    """
    return import_list(LIST, content, by=by, **options)


def look_alikes(wishes: list[MicroWish]) -> list[tuple[MicroWish, str]]:
    """Drafts that have the words and phone of an open wish, each with its number. One query."""
    phones = {i for w in wishes for i in blind_indexes(w.contact_phone) if w.contact_phone}
    known = MicroWish.objects.filter(phone_index__in=phones, status__in=OPEN)
    known = known.filter(title__in={w.title for w in wishes}).order_by("id")[:1000]
    codes = {(w.title, w.contact_phone): w.code for w in known}
    found = ((w, codes.get((w.title, w.contact_phone), "")) for w in wishes)
    return [(w, code) for w, code in found if code]
