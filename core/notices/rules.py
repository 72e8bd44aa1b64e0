"""Who looks after deliveries."""

from core.accounts.abilities import Role, declare

declare(
    {
        # failed, withheld or of unknown fate, in one's own area
        "notices.decide": [
            Role.COMMUNITY_CLERK,
            Role.COMMUNITY_SECRETARY,
            Role.STREET_CLERK,
            Role.DISTRICT_ADMIN,
        ],
        # what belongs to no area, such as sign-in codes
        "notices.operate": [Role.DISTRICT_ADMIN, Role.SYSTEM_ADMIN],
    }
)
