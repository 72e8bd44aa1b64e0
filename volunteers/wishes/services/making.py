"""Making a wish, oneself or for somebody else."""

import re
import uuid
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.lists.text import clean_text
from core.numbers import services as numbers
from core.numbers.codes import new_tracking_code
from core.privacy.services import blind_indexes
from core.workflow.engine import start
from volunteers.wishes import consents, figures, telling
from volunteers.wishes.input import check_input
from volunteers.wishes.kinds import AgeBand, ContactMode, SpokenFor
from volunteers.wishes.marks import marks_for
from volunteers.wishes.models import MicroWish


def drafted(
    *,
    by: User | None,
    area: Area,
    title: str = "",
    story: str = "",
    kind: str,
    estimated_value: Decimal | int = 0,
    spoken_for: str = SpokenFor.SELF,
    wisher: User | None = None,
    guardian_consent: bool = False,
    guardian_informed: bool = False,
    channel: str = "web",
    **details: Any,
) -> MicroWish:
    """A wish as it would be made, checked but not saved. Raises ValidationError by field."""
    now = timezone.now()
    wish = MicroWish(
        area=area,
        title=clean_text(title) or short_title(clean_text(story)),
        story=clean_text(story, lines=True),
        kind=kind,
        estimated_value=estimated_value,
        spoken_for=spoken_for,
        channel=channel,
        submitted_by=by,
        wisher=by if spoken_for == SpokenFor.SELF else wisher,
        tracking_code=new_tracking_code(),
        guardian_agreed_at=now if guardian_consent else None,
        guardian_informed_at=now if guardian_informed or guardian_consent else None,
        **{name: clean_text(v) if isinstance(v, str) else v for name, v in details.items()},
    )
    if wish.wisher is not None:
        wish.contact_name = wish.contact_name or wish.wisher.name
        wish.contact_phone = wish.contact_phone or wish.wisher.phone
    check_input(wish, by=by)
    return wish


@transaction.atomic
def make_wish(*, by: User | None, area: Area, **fields: Any) -> MicroWish:
    """A new wish in state submitted, with number, tracking code, consents and notices.

    `by` is None without an account. `fields` are those of `drafted` and the wish's own:
    contact_name, contact_phone, contact_address, age_band, consent_basis, guardian_name,
    guardian_phone, contact_mode, is_private, is_shared, seats. Whoever has an account and
    speaks for herself need not type name and phone again. The value is in yuan; one above the
    cap is taken in and referred later. Raises ValidationError with messages by field.
    """
    wish = drafted(by=by, area=area, **fields)
    wish.person = person_of(wish)
    wish.code = next_code(area)
    start(wish, by=by, channel=wish.channel, on_behalf_of="" if wish.wisher else "wisher")
    figures.made(wish)
    _record_consents(wish, by)
    telling.received(wish, by)
    return wish


WIDE = re.compile(r"[\u2e80-\uffef]")  # Chinese characters and punctuation


def short_title(story: str) -> str:
    """A title from the first sentence, when only one box was filled."""
    first = re.split(r"[。！？!?;；,，\n]", story, maxsplit=1)[0].strip()
    longest = 30 if WIDE.search(first) else 60  # Latin letters are half as wide
    if len(first) <= longest:
        return first
    cut = first[: longest - 1]
    return f"{cut if WIDE.search(first) else cut.rsplit(' ', 1)[0]}…"


def next_code(area: Area) -> str:
    """The next number of a wish, with the letters the area chose."""
    return numbers.next_code(area, prefix=marks_for(area).code_prefix)


def person_of(wish: MicroWish) -> uuid.UUID:
    """The mark of the person whose wish it is: that of her earlier wishes, or a new random one.

    She is the same when the account is, or phone and name are; a phone alone is not enough,
    because a housekeeper may give her own for several neighbours.
    """
    known = MicroWish.objects.order_by("-id")
    if wish.wisher_id:
        mine = known.filter(wisher=wish.wisher_id).values_list("person", flat=True).first()
        if mine:
            return mine
    for earlier in known.filter(phone_index__in=blind_indexes(wish.contact_phone))[:50]:
        if earlier.contact_name == wish.contact_name:
            return earlier.person
    return wish.person


def _record_consents(wish: MicroWish, by: User | None) -> None:
    consents.record(consents.WISH, wish, by=by)
    if wish.contact_mode == ContactMode.DIRECT:
        consents.record(consents.DIRECT, wish, by=by)
    if wish.age_band == AgeBand.UNDER_14:
        consents.record(consents.GUARDIAN, wish, by=by)
