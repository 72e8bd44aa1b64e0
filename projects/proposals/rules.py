"""Who may do what with calls and proposals, beyond the steps themselves."""

from typing import Any

from core.accounts.abilities import Role, declare
from projects.proposals.models import Proposal
from projects.proposals.states import OPEN, SUPPORTABLE

COMMUNITY = (Role.COMMUNITY_CLERK, Role.COMMUNITY_SECRETARY)
SUBDISTRICT = (Role.STREET_CLERK, Role.STREET_LEADER)

declare(
    {
        "proposals.see": (
            *COMMUNITY,
            *SUBDISTRICT,
            Role.DISTRICT_ADMIN,
            Role.AUDITOR,
            Role.SUPERVISION_COMMITTEE,
        ),
        "proposals.screen": COMMUNITY,
        # typing in what others propose or support
        "proposals.enter": (*COMMUNITY, Role.GRID_WORKER, Role.PARTNER_LIAISON),
        "proposals.contact": COMMUNITY,  # reveal contact data, which is logged
        "proposals.import": COMMUNITY,
        "calls.manage": (*COMMUNITY, *SUBDISTRICT, Role.DISTRICT_ADMIN),
    }
)


def reads_own_words(user: Any, proposal: Proposal) -> bool:
    """Whether the proposer's own words are for this person: her, who entered it, staff."""
    if not user.pk:
        return False
    own = user.pk in (proposal.proposer_id, proposal.submitted_by_id)
    return own or user.can("proposals.see", proposal.area)


def may_see_contact(user: Any, proposal: Proposal) -> bool:
    """Whether contact data may be revealed; the caller keeps a record of the look."""
    if not user.pk or proposal.contact_purged_at:
        return False
    return user.pk == proposal.proposer_id or user.can("proposals.contact", proposal.area)


def speaks_for(user: Any, proposal: Proposal) -> bool:
    """She herself, who entered it for her, or staff who may screen."""
    if not user.pk:
        return False
    own = user.pk in (proposal.proposer_id, proposal.submitted_by_id)
    return own or user.can("proposals.screen", proposal.area)


def can_be_edited(proposal: Proposal) -> bool:
    """Until staff decide."""
    return proposal.status in OPEN


def can_be_supported(proposal: Proposal) -> bool:
    """In public words, and not ended; as a project it still gathers support."""
    return proposal.status in SUPPORTABLE and proposal.public_since is not None


def enters_supporters(user: Any, proposal: Proposal) -> bool:
    """Staff may write down who supports it at the counter, also before its public words."""
    return (
        bool(user.pk)
        and proposal.status in SUPPORTABLE
        and user.can("proposals.enter", proposal.area)
    )
