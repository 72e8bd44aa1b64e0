"""What this room knows about a person, to hand over and to let go of; whose name may be seen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy import access, registry
from volunteers.housekeepers.models import Volunteer
from volunteers.housekeepers.rules import may_see_person
from volunteers.housekeepers.services import leave


def volunteering_of(user: Any) -> dict[str, Any]:
    """The registration and the terms as housekeeper; empty for somebody who is no volunteer."""
    volunteer = Volunteer.objects.filter(user=user).select_related("area").first()
    if volunteer is None:
        return {}
    terms = volunteer.terms.select_related("area").prefetch_related("buildings__estate")
    return {
        "community": volunteer.area.name,
        "number": volunteer.volunteer_number,
        "interests": volunteer.interest_labels,
        "registered": volunteer.registered_on.isoformat(),
        "left": volunteer.left_on.isoformat() if volunteer.left_on else None,
        "housekeeper": [
            {
                "community": term.area.name,
                "buildings": [str(building) for building in term.buildings.all()],
                "since": term.since.isoformat(),
                "until": term.until.isoformat() if term.until else None,
            }
            for term in terms.order_by("since")
        ],
    }


def forget(user: Any) -> None:
    """End the registration; the number and the interests go, the days stay for the record."""
    for volunteer in Volunteer.objects.filter(user=user):
        leave(volunteer, by=user)
        Volunteer.objects.filter(pk=volunteer.pk).update(volunteer_number="", interests=[])


registry.declare(registry.PersonalData("volunteering", _("Volunteering"), volunteering_of, forget))
access.register(User, ("name", "phone"), may_reveal=may_see_person)
