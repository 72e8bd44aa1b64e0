"""Who may read reports, and who may ask for one."""

from core.accounts.abilities import Role, declare

VIEW, REQUEST = "reports.view", "reports.request"

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
        REQUEST: {
            Role.COMMUNITY_CLERK,
            Role.COMMUNITY_SECRETARY,
            Role.STREET_CLERK,
            Role.STREET_LEADER,
            Role.DISTRICT_ADMIN,
        },
    }
)
