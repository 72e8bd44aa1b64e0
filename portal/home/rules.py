"""Who answers at the front door."""

from core.accounts.abilities import Role, declare
from core.privacy import access
from portal.home.models import CallBack, Feedback

declare(
    {
        "callbacks.handle": (
            Role.COMMUNITY_CLERK,
            Role.COMMUNITY_SECRETARY,
            Role.STREET_CLERK,
            Role.DISTRICT_ADMIN,
        ),
        "feedback.handle": (Role.DISTRICT_ADMIN,),
    }
)

for model in (CallBack, Feedback):
    access.register(
        model,
        ("name", "phone"),
        may_reveal=lambda user, row: user.can(row.ability, row.area),
        lookup="code",
    )
