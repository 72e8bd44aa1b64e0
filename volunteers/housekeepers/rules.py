"""Who may see and appoint volunteers and housekeepers."""

from typing import Any

from core.accounts.abilities import Role, declare
from core.accounts.models import User
from core.accounts.permits import Permit
from volunteers.housekeepers.models import Housekeeper, Volunteer

COMMUNITY = (Role.COMMUNITY_CLERK, Role.COMMUNITY_SECRETARY)
ABOVE = (Role.STREET_CLERK, Role.STREET_LEADER, Role.DISTRICT_ADMIN)

declare(
    {
        "volunteers.see": (*COMMUNITY, *ABOVE, Role.AUDITOR),
        "volunteers.manage": COMMUNITY,
        "volunteers.contact": COMMUNITY,  # reveal a volunteer's name and phone, which is logged
    }
)


def is_volunteer(user: User) -> bool:
    """Registered as a volunteer and not left."""
    return bool(user.pk) and Volunteer.objects.active().filter(user=user).exists()


def is_housekeeper_in(user: User, area: Any) -> bool:
    """Serving today as housekeeper of that community."""
    return (
        bool(user.pk)
        and Housekeeper.objects.serving().filter(volunteer__user=user, area=area).exists()
    )


def may_see_person(user: User, person: Any) -> bool:
    """Whether staff may look at name and phone of an account: of a volunteer of their community.

    The caller shows it through core.privacy.services.reveal, which keeps a record.
    """
    volunteer = Volunteer.objects.active().filter(user=person).select_related("area").first()
    return volunteer is not None and user.can("volunteers.contact", volunteer.area)


registered_volunteer = Permit("registered volunteer", lambda user, obj: is_volunteer(user))
