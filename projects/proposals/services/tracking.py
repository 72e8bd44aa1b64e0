"""Following a proposal without an account: tracking code and four digits."""

from collections.abc import Callable
from typing import Any

from core.tracking.proof import prove
from core.workflow.engine import advance
from core.workflow.models import TransitionRecord
from projects.proposals.models import Proposal
from projects.proposals.services.editing import resubmit


def _withdraw(proposal: Proposal, *, by: None, note: str = "") -> TransitionRecord:
    return advance(proposal, "withdraw", by=by, note=note, on_behalf_of="proposer")


VERBS: dict[str, Callable[..., TransitionRecord]] = {
    "resubmit": resubmit,
    "withdraw": _withdraw,
}


def track(code: str, last4: str) -> Proposal | None:
    """The proposal of this tracking code if the four digits fit; None whatever is wrong.

    The caller limits tries per address and per code.
    """
    return prove(Proposal.objects.select_related("area"), code, last4, purpose="proposal tracking")


def act_by_tracking(
    proposal: Proposal, verb: str, *, note: str = "", **data: Any
) -> TransitionRecord:
    """Let the proposer, proven by `track`, take one of her own steps.

    Raises KeyError for a verb that is not hers, and what the step raises.
    """
    return VERBS[verb](proposal, by=None, note=note, **data)
