"""Who may edit the directory: community clerks and up, each in their own area."""

from core.accounts.abilities import Role, declare
from core.files import kinds

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

# pictures of a centre are public from the start; nobody needs to be asked
PHOTO = kinds.declare(kinds.FileKind("centre", may_see=lambda user, stored: False))
