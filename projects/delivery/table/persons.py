"""Proposer, screener, approver, acceptor and payer are five different persons (DOMAIN 1.6)."""

PROPOSED, SCREENED, FOUNDED = "proposal.submit", "proposal.shortlist", "shortlist"
# what each of the five does; agreeing to a change is approving, a second look is accepting
FIVE = (
    (PROPOSED,),
    (SCREENED, FOUNDED),
    ("approve", "approve_first", "agree_change"),
    ("accept", "require_rectification"),
    ("pay", "release_retention", "record_refund"),
)
SIGNED = "sign_contract"
# who bought it, or said that it is there, does not say that it is good
BUYING = (SIGNED, "report_completion", "report_rectified")


def others(own: str) -> tuple[str, ...]:
    """The acts of the other four persons."""
    return tuple(act for acts in FIVE if own not in acts for act in acts)
