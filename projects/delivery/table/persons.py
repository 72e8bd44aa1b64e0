"""Proposer, screener, approver, acceptor and payer are five different persons (DOMAIN 1.6)."""

PROPOSED, SCREENED, FOUNDED = "proposal.submit", "proposal.shortlist", "shortlist"
HELD_BY_ONE = (PROPOSED, SCREENED, FOUNDED, "approve", "approve_first", "accept", "pay")


def others(*own: str) -> tuple[str, ...]:
    """The acts of the other four persons."""
    return tuple(act for act in HELD_BY_ONE if act not in own)
