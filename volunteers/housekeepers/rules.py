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


registered_volunteer = Permit("registered volunteer", lambda user, obj: is_volunteer(user))
