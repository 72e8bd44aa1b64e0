"""Changing what a wish says, as long as that is still the wisher's."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.lists.text import clean_text
from core.workflow.engine import advance, recount
from core.workflow.models import TransitionRecord
from volunteers.wishes import consents, rules
from volunteers.wishes.effects import WALL
from volunteers.wishes.input import check_input
from volunteers.wishes.kinds import AgeBand, ContactMode
from volunteers.wishes.models import MicroWish

EDITABLE = frozenset(
    {
        "title",
        "story",
        "kind",
        "estimated_value",
        "age_band",
        "contact_name",
        "contact_phone",
        "contact_address",
        "contact_mode",
        "is_private",
        "is_shared",
        "seats",
        "guardian_name",
        "guardian_phone",
    }
)


def _locked(wish: MicroWish, by: User | None) -> MicroWish:
    """The row under lock, for somebody who may speak for the wisher (None: by tracking code)."""
    if by is not None and not rules.speaks_for(by, wish):
        raise PermissionDenied
    return MicroWish.objects.select_for_update(of=("self",)).get(pk=wish.pk)


@transaction.atomic
def edit(wish: MicroWish, *, by: User | None, **changes: Any) -> MicroWish:
    """Change fields of a wish that is not on the wall yet; figures follow.

    Raises PermissionDenied, ValidationError by field, and KeyError for a field nobody may edit.
    """
    if unknown := changes.keys() - EDITABLE:
        raise KeyError(f"not editable: {sorted(unknown)}")
    row = _locked(wish, by)
    if not rules.can_be_edited(row):
        raise ValidationError(_("This wish is on its way; please call the community instead."))
    was_direct = row.contact_mode == ContactMode.DIRECT
    for name, value in changes.items():
        text = isinstance(value, str)
        setattr(row, name, clean_text(value, lines=name == "story") if text else value)
    check_input(row, by=row.submitted_by)
    row.save()
    recount(row)
    if row.contact_mode == ContactMode.DIRECT and not was_direct:
        consents.record(consents.DIRECT, row, by=by)
    return row


@transaction.atomic
def resubmit(
    wish: MicroWish, *, by: User | None, note: str = "", **changes: Any
) -> TransitionRecord:
    """Answer the community's question, with changes if any; the clock goes on where it stopped."""
    if changes:
        edit(wish, by=by, **changes)
    return advance(wish, "resubmit", by=by, note=note, on_behalf_of="" if by else "wisher")


@transaction.atomic
def record_guardian(
    wish: MicroWish, *, by: User, name: str, phone: str = "", agreed: bool = True
) -> MicroWish:
    """Put the guardian on record: agreed (under 14) or informed (14 to 17)."""
    row = _locked(wish, by)
    row.guardian_name, row.guardian_phone = clean_text(name), clean_text(phone)
    row.guardian_informed_at = row.guardian_informed_at or timezone.now()
    if agreed:
        row.guardian_agreed_at = row.guardian_agreed_at or timezone.now()
    check_input(row, by=row.submitted_by)
    row.save()
    if agreed and row.age_band == AgeBand.UNDER_14:
        consents.record(consents.GUARDIAN, row, by=by)
    return row


@transaction.atomic
def set_private(wish: MicroWish, *, by: User | None, private: bool) -> MicroWish:
    """Take a wish off the public wall, or put it back, while it is open."""
    row = _locked(wish, by)
    if not rules.can_change_privacy(row):
        raise ValidationError(_("This wish has ended."))
    row.is_private = private
    row.save(update_fields=["is_private"])
    bump(WALL)
    return row
