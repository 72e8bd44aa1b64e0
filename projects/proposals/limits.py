"""How long the community may take over a proposal, by the settings of its area."""

from typing import Any

from projects.delivery.settings import rules_for


def to_screen(proposal: Any) -> int:
    """Working days from submission to a decision."""
    return rules_for(proposal.area).screening_days
