"""What a volunteer may take with her, what goes when she goes, and who may look at her name."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy import access, registry
from volunteers.housekeepers.models import Housekeeper, Volunteer
from volunteers.housekeepers.rules import may_see_person
from volunteers.housekeepers.services import leave


def collected(user: Any) -> dict[str, Any]:
    """Her registration and her terms as housekeeper."""
    volunteer = Volunteer.objects.filter(user=user).select_related("area").first()
    if volunteer is None:
        return {}
    return {
        "number": volunteer.volunteer_number,
        "community": volunteer.area.name,
        "interests": volunteer.interests,
        "registered": volunteer.registered_on.isoformat(),
        "terms": [
            {"since": term.since.isoformat(), "until": term.until.isoformat() if term.until else ""}
            for term in Housekeeper.objects.filter(volunteer=volunteer).order_by("since")
        ],
    }


def forget(user: Any) -> None:
    """End the registration and its terms; the number and the interests go."""
    for volunteer in Volunteer.objects.filter(user=user):
        leave(volunteer, by=user)
        volunteer.volunteer_number, volunteer.interests = "", []
        volunteer.save(update_fields=["volunteer_number", "interests"])


registry.declare(registry.PersonalData("volunteers", _("Volunteers"), collected, forget))
access.register(User, ("name", "phone"), may_reveal=may_see_person)
