"""Whose desk fills with the matters of an area. What may be done there is each table's word."""

from core.accounts.abilities import Role, declare

WORK = "desk.work"

declare(
    {
        WORK: {
            Role.COMMUNITY_CLERK,
            Role.COMMUNITY_SECRETARY,
            Role.STREET_CLERK,
            Role.STREET_LEADER,
            Role.STREET_FINANCE,
            Role.DISTRICT_FINANCE,
            Role.DISTRICT_ADMIN,
        },
    }
)
