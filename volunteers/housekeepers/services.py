"""Verbs of volunteers and housekeepers."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area, Building
from core.privacy.services import record_consent
from volunteers.housekeepers.consents import VOLUNTEERING
from volunteers.housekeepers.models import Housekeeper, Volunteer

MOST_INTERESTS = 20


@transaction.atomic
def register_volunteer(
    user: User,
    *,
    by: User,
    community: Area,
    volunteer_number: str = "",
    interests: Iterable[str] = (),
) -> Volunteer:
    """Register an account as a volunteer; asked again, bring the registration up to date.

    People register themselves (volunteering is voluntary, 志愿服务条例); staff may do it for
    them in their community. Raises PermissionDenied, ValidationError with field messages.
    """
    if by != user and not by.can("volunteers.manage", community):
        raise PermissionDenied
    if community.level != Area.Level.COMMUNITY:
        raise ValidationError({"community": _("Please choose a community.")})
    volunteer = Volunteer.objects.select_for_update().filter(user=user).first()
    volunteer = volunteer or Volunteer(user=user)
    volunteer.area = community
    volunteer.volunteer_number = volunteer_number.strip()
    words = dict.fromkeys(word.strip() for word in interests)
    volunteer.interests = [word for word in words if word][:MOST_INTERESTS]
    volunteer.left_on = None
    taken = Volunteer.objects.filter(volunteer_number=volunteer.volunteer_number)
    if volunteer.volunteer_number and taken.exclude(pk=volunteer.pk).exists():
        raise ValidationError({"volunteer_number": _("Somebody else has this number.")})
    volunteer.full_clean(exclude=["district", "subdistrict", "grid"])
    volunteer.save()
    return volunteer


@transaction.atomic
def sign_up(
    user: User, *, community: Area, volunteer_number: str = "", interests: Iterable[str] = ()
) -> Volunteer:
    """Register oneself, with the consent given on the page put on record (PIPL 13, 14)."""
    fresh = not Volunteer.objects.active().filter(user=user).exists()
    volunteer = register_volunteer(
        user,
        by=user,
        community=community,
        volunteer_number=volunteer_number,
        interests=interests,
    )
    if fresh:
        record_consent(
            purpose=VOLUNTEERING.name,
            text_version=VOLUNTEERING.version,
            channel="web",
            given_by=user,
            obj=volunteer,
        )
    return volunteer


@transaction.atomic
def leave(volunteer: Volunteer, *, by: User) -> Volunteer:
    """End a registration and the open terms as housekeeper with it. Raises PermissionDenied."""
    if by != volunteer.user and not by.can("volunteers.manage", volunteer.area):
        raise PermissionDenied
    today = timezone.localdate()
    for term in volunteer.terms.filter(until__isnull=True).select_for_update():
        term.until = max(today, term.since)
        term.save(update_fields=["until"])
    volunteer.left_on = max(today, volunteer.registered_on)
    volunteer.save(update_fields=["left_on"])
    return volunteer


@transaction.atomic
def appoint_housekeeper(
    volunteer: Volunteer,
    *,
    by: User,
    community: Area,
    buildings: Iterable[Building] = (),
    selected_by: str = Housekeeper.SelectedBy.SELF,
    since: dt.date | None = None,
) -> Housekeeper:
    """Begin a term as housekeeper of buildings of one community (DOMAIN 3.1).

    Raises PermissionDenied, and ValidationError when the volunteer has left, already serves
    there, or a building lies in another community.
    """
    if not by.can("volunteers.manage", community):
        raise PermissionDenied
    chosen = list(buildings)
    if any(building.estate.community_id != community.pk for building in chosen):
        raise ValidationError({"buildings": _("This building belongs to another community.")})
    Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    if volunteer.left_on is not None:
        raise ValidationError({"volunteer": _("This volunteer has left.")})
    if volunteer.terms.filter(area=community, until__isnull=True).exists():
        raise ValidationError({"volunteer": _("This volunteer already serves here.")})
    term = Housekeeper(
        volunteer=volunteer,
        area=community,
        selected_by=selected_by,
        since=since or timezone.localdate(),
    )
    term.full_clean(exclude=["district", "subdistrict", "community", "grid"])
    term.save()
    term.buildings.set(chosen)
    return term


@transaction.atomic
def end_housekeeper(term: Housekeeper, *, by: User, until: dt.date | None = None) -> Housekeeper:
    """End a term, today unless told; asked again, the first end stands.

    Raises PermissionDenied, and ValidationError when the end lies before the beginning.
    """
    own = by.pk == term.volunteer.user_id
    if not own and not by.can("volunteers.manage", term.area):
        raise PermissionDenied
    term = Housekeeper.objects.select_for_update().get(pk=term.pk)
    if term.until is None:
        term.until = until or max(timezone.localdate(), term.since)
        if term.until < term.since:
            raise ValidationError({"until": _("The end lies before the beginning.")})
        term.save(update_fields=["until"])
    return term
