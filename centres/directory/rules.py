"""Who may edit the directory: community clerks and up, each in their own area."""

from core.accounts.abilities import Role, declare

declare(
    {
        "directory.edit": (
            Role.COMMUNITY_CLERK,
            Role.COMMUNITY_SECRETARY,
            Role.STREET_CLERK,
            Role.STREET_LEADER,
            Role.DISTRICT_ADMIN,
        ),
    }
)
