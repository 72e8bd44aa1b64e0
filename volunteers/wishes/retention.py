"""How long contact data is kept, what a person may take with her, and what is erased."""

import datetime as dt
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.lists.once import erase_lists
from core.privacy import access, registry, retention
from volunteers.wishes.claims import Claim
from volunteers.wishes.marks import AllMarks, Marks
from volunteers.wishes.models import MicroWish
from volunteers.wishes.rules import may_see_contact
from volunteers.wishes.services import give_up, withdraw
from volunteers.wishes.services.importing import LIST
from volunteers.wishes.states import ENDED

CONTACT = (
    "contact_name",
    "contact_phone",
    "contact_address",
    "guardian_name",
    "guardian_phone",
    "story",
)
KEPT = Marks().contact_kept_days
_BATCH = 500


def erase_contacts(cutoff: dt.datetime) -> int:
    """Empty contact data of wishes that ended too long ago, by the days of their area.

    The number, the public words and the log stay; so does the random mark of the person.
    """
    now = cutoff + dt.timedelta(days=KEPT)
    marks = AllMarks()
    latest = now - dt.timedelta(days=marks.least("contact_kept_days"))
    rows = MicroWish.objects.filter(
        status__in=ENDED, due_at__isnull=True, contact_purged_at__isnull=True
    )
    rows = rows.filter(status_since__lte=latest).select_related("area").order_by("status_since")
    erased = 0
    for wish in rows.iterator(chunk_size=_BATCH):
        kept = dt.timedelta(days=marks.of(wish.area).contact_kept_days)
        if wish.status_since + kept <= now:
            erase_contact(wish)
            erased += 1
    return erased


def erase_contact(wish: MicroWish) -> None:
    """Empty everything that says who she is and how to reach her."""
    for field in CONTACT:
        setattr(wish, field, "")
    wish.title = wish.public_title or str(wish.get_kind_display())
    wish.contact_purged_at = timezone.now()
    wish.save(update_fields=[*CONTACT, "phone_index", "title", "contact_purged_at"])


def wishes_of(user: Any) -> list[dict[str, Any]]:
    """The wishes a person made, as she may download them."""
    rows = MicroWish.objects.filter(wisher=user).select_related("area").order_by("id")
    return [
        {
            "code": wish.code,
            "title": wish.title,
            "story": wish.story,
            "kind": wish.kind,
            "community": wish.area.name,
            "status": wish.status,
            "name": wish.contact_name,
            "phone": wish.contact_phone,
            "address": wish.contact_address,
            "made": wish.created_at,
            "thank_you": wish.thank_you,
        }
        for wish in rows
    ]


def claims_of(user: Any) -> list[dict[str, Any]]:
    """What a volunteer took on, in the public words of the wishes."""
    rows = Claim.objects.filter(claimer=user).select_related("wish").order_by("id")
    return [
        {
            "code": claim.wish.code,
            "title": claim.wish.public_title,
            "promise": claim.promise,
            "items": claim.items,
            "claimed": claim.claimed_at,
            "ended": claim.ended_how,
        }
        for claim in rows
    ]


def collected(user: Any) -> dict[str, Any]:
    return {"made": wishes_of(user), "taken_on": claims_of(user)}


def forget(user: Any) -> None:
    """Give back what she has taken on, take her open wishes back, and empty their contact data."""
    for claim in Claim.objects.filter(claimer=user, ended_at__isnull=True).select_related("wish"):
        if claim.wish.status in ("claimed", "contacted"):
            give_up(claim.wish, by=user)
    for wish in MicroWish.objects.filter(wisher=user):
        if wish.status not in ENDED:
            withdraw(wish, by=None)
        erase_contact(wish)


retention.declare(
    retention.Rule(
        "wish_contacts",
        "volunteers.MicroWish",
        KEPT,
        erase_contacts,
        _("After a wish has ended nobody needs to reach the wisher about it."),
    )
)
retention.declare(
    retention.Rule(
        "wish_lists",
        "volunteers.HeldList",
        1,
        partial(erase_lists, LIST),
        _("A list is entered within minutes; its wishes are kept by themselves."),
    )
)
registry.declare(registry.PersonalData("wishes", _("Wishes"), collected, forget))
access.register(
    MicroWish,
    ("contact_name", "contact_phone", "contact_address", "guardian_name", "guardian_phone"),
    may_reveal=may_see_contact,
    lookup="code",
)
