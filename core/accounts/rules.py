"""Who may see and change accounts and roles."""

from core.accounts.abilities import Role, declare

declare(
    {
        "accounts.view_people": {
            Role.COMMUNITY_SECRETARY,
            Role.STREET_LEADER,
            Role.DISTRICT_ADMIN,
            Role.SYSTEM_ADMIN,
            Role.AUDITOR,
        },
        "accounts.grant_role": {Role.DISTRICT_ADMIN, Role.SYSTEM_ADMIN},
        "accounts.view_abilities": {
            Role.STREET_LEADER,
            Role.DISTRICT_ADMIN,
            Role.SYSTEM_ADMIN,
            Role.AUDITOR,
        },
    }
)
