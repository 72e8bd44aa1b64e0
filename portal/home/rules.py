"""Who answers at the front door."""

from core.accounts.abilities import Role, declare

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
