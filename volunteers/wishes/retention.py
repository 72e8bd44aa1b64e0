"""How long contact data is kept, what a person may take with her, and what is erased."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.privacy import access, registry, retention
from volunteers.wishes.marks import AllMarks, Marks
from volunteers.wishes.models import MicroWish
from volunteers.wishes.rules import may_see_contact
from volunteers.wishes.services import withdraw
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
            "made": wish.created_at.isoformat(),
            "thank_you": wish.thank_you,
        }
        for wish in rows
    ]


def forget(user: Any) -> None:
    """Take open wishes back and empty the contact data of all of them."""
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
registry.declare(registry.PersonalData("wishes", _("Wishes"), wishes_of, forget))
access.register(
    MicroWish,
    ("contact_name", "contact_phone", "contact_address", "guardian_name", "guardian_phone"),
    may_reveal=may_see_contact,
    lookup="code",
)
