"""What an area sets for its wishes."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from volunteers.wishes.marks import NAMES, WishSettings, marks_for


@transaction.atomic
def set_marks(area: Area, *, by: User, **marks: Any) -> WishSettings | None:
    """Set the marks of an area; an empty one is inherited, and none at all leaves no row.

    `value_cap` is in yuan, the rest in days as their names say. Clocks already running keep
    their end. Raises PermissionDenied, ValidationError by field, KeyError for an unknown mark.
    """
    if not by.can("wishes.settings", area):
        raise PermissionDenied
    if unknown := marks.keys() - set(NAMES):
        raise KeyError(f"no such marks: {sorted(unknown)}")
    Area.objects.select_for_update(of=("self",), no_key=True).get(pk=area.pk)
    row = WishSettings.objects.filter(area=area).first() or WishSettings(area=area)
    for name, value in marks.items():
        setattr(row, name, value)
    row.full_clean(exclude=["area"])
    if all(getattr(row, name) in (None, "") for name in NAMES):
        if row.pk:
            row.delete()
        return None
    row.save()
    _consistent(area)
    return row


def _consistent(area: Area) -> None:
    """Reminders come before what they remind of, with what is inherited taken in."""
    marks = marks_for(area)
    errors = {}
    if marks.contact_reminder_days >= marks.contact_days:
        errors["contact_reminder_days"] = _("Remind before the claim lapses, not after.")
    if marks.due_reminder_days >= marks.fulfil_days:
        errors["due_reminder_days"] = _("Remind before the wish is due, not after.")
    if errors:
        raise ValidationError(errors)
