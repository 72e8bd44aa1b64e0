"""Checking what was typed about a wish, whatever the surface: form, API, list."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from volunteers.housekeepers.rules import is_housekeeper_in
from volunteers.wishes.kinds import AgeBand, SpokenFor
from volunteers.wishes.models import MicroWish

SCOPE = ("district", "subdistrict", "community", "grid")
NOT_TYPED = (*SCOPE, "code", "status", "status_since", "tracking_code", "person", "bigrams")


def check_input(wish: MicroWish, *, by: User | None) -> None:
    """Raises ValidationError with every message by field, not only the first."""
    errors: dict[str, list[Any]] = {}
    try:
        wish.full_clean(exclude=NOT_TYPED, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        errors = {name: list(found) for name, found in error.error_dict.items()}
    for name, message in (*_place(wish), *_speaker(wish, by), *_reach(wish), *_minors(wish)):
        errors.setdefault(name, []).append(message)
    if not wish.is_shared and wish.seats != 1:
        errors.setdefault("seats", []).append(_("Several places need a shared wish."))
    if errors:
        raise ValidationError(errors)


def _place(wish: MicroWish) -> list[tuple[str, str]]:
    if wish.area.level in (Area.Level.COMMUNITY, Area.Level.GRID):
        return []
    return [("community", _("Please choose a community."))]


def _speaker(wish: MicroWish, by: User | None) -> list[tuple[str, str]]:
    """Speaking for somebody else needs a basis, and for staff and housekeepers the office."""
    if wish.spoken_for == SpokenFor.SELF:
        return []
    found = []
    if not wish.consent_basis:
        found.append(("consent_basis", _("Please say on what basis you speak for her.")))
    if not wish.contact_name:
        found.append(("contact_name", _("Please enter the name of the person.")))
    if not wish._state.adding:  # who entered it held the office then
        return found
    if wish.spoken_for == SpokenFor.STAFF and not (by and by.can("wishes.verify", wish.area)):
        found.append(("spoken_for", _("Only staff of this community can enter it as staff.")))
    if wish.spoken_for == SpokenFor.HOUSEKEEPER and not (
        by and is_housekeeper_in(by, wish.area.community or wish.area)
    ):
        found.append(("spoken_for", _("Only a housekeeper of this community can do so.")))
    return found


def _reach(wish: MicroWish) -> list[tuple[str, str]]:
    """Without an account a phone is the only way back; staff may enter somebody without one."""
    if wish.contact_phone or wish.spoken_for in (SpokenFor.STAFF, SpokenFor.HOUSEKEEPER):
        return []
    return [("contact_phone", _("Please leave a phone number, so that somebody can call."))]


def _minors(wish: MicroWish) -> list[tuple[str, str]]:
    """Under 14 nothing is kept before the guardian has agreed (PIPL 31)."""
    if wish.age_band != AgeBand.UNDER_14:
        return []
    found = []
    if wish.guardian_agreed_at is None:
        found.append(("guardian_consent", _("For a child under 14 the guardian must agree first.")))
    if not wish.guardian_name:
        found.append(("guardian_name", _("Please enter the guardian's name.")))
    return found
