"""Following a proposal without an account: tracking code and four digits."""

import hmac
from collections.abc import Callable
from typing import Any

from core.numbers.codes import LENGTH, normalise_tracking_code
from core.privacy.services import blind_indexes
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


def last_four(proposal: Proposal) -> str:
    """The four digits asked for: of the phone, or of the number on the slip without one."""
    digits = "".join(c for c in proposal.contact_phone if c.isdigit())
    return digits[-4:] if len(digits) >= 4 else proposal.code[-4:]


def track(code: str, last4: str) -> Proposal | None:
    """The proposal of this tracking code if the four digits fit; None whatever is wrong.

    Guessing is hopeless (54 bits) and takes as long as failing the digits; the caller still
    limits tries per address and per code.
    """
    plain = normalise_tracking_code(code)
    digits = "".join(c for c in last4 if c.isascii() and c.isdigit())
    indexes = blind_indexes(plain if len(plain) == LENGTH else "-", "proposal tracking")
    rows = Proposal.objects.filter(tracking_index__in=indexes).select_related("area")
    proposal = rows.first()
    expected = last_four(proposal) if proposal else "----"
    fits = hmac.compare_digest(expected.encode(), digits.encode())
    return proposal if fits and proposal is not None else None


def act_by_tracking(
    proposal: Proposal, verb: str, *, note: str = "", **data: Any
) -> TransitionRecord:
    """Let the proposer, proven by `track`, take one of her own steps.

    Raises KeyError for a verb that is not hers, and what the step raises.
    """
    return VERBS[verb](proposal, by=None, note=note, **data)
