"""Lists of proposals from paper forms."""

from typing import Any

from core.accounts.models import User
from core.areas.models import Area
from core.lists.kinds import ListKind, declare
from projects.proposals.columns import COLUMNS, example
from projects.proposals.held_lists import HeldList
from projects.proposals.kinds import Channel
from projects.proposals.models import Proposal
from projects.proposals.queries import call_for
from projects.proposals.services.making import drafted, make_proposal


def _given(by: User, area: Area) -> dict[str, Any]:
    """Everybody listed is typed in for: staff may be asked to screen them all the same."""
    return {"for_other": True, "call": call_for(area), "channel": Channel.IMPORT}


def _sameness(proposal: Proposal) -> tuple[str, ...]:
    return (proposal.text, proposal.contact_name, proposal.contact_phone, proposal.place)


LIST = declare(
    ListKind(
        name="proposals",
        model=HeldList,
        columns=COLUMNS,
        example=example,
        ability="proposals.import",
        given=_given,
        draft=drafted,
        make=make_proposal,
        sameness=_sameness,
        same_field="text",
    )
)
