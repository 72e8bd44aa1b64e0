"""Who may look at dashboards: everyone with a role that answers for an area."""

from core.accounts.abilities import Role, declare

VIEW = "dashboard.view"

declare(
    {
        VIEW: {
            Role.COMMUNITY_CLERK,
            Role.COMMUNITY_SECRETARY,
            Role.SUPERVISION_COMMITTEE,
            Role.STREET_CLERK,
            Role.STREET_LEADER,
            Role.STREET_FINANCE,
            Role.DISTRICT_ADMIN,
            Role.DISTRICT_FINANCE,
            Role.AUDITOR,
        },
    }
)
