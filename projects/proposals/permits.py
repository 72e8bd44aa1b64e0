"""Who may take which step of a proposal: small questions, combined in workflow.py."""

from core.accounts.permits import Permit, has

screens = has("proposals.screen")
is_proposer = Permit(
    "the proposer", lambda user, proposal: bool(user.pk) and user.pk == proposal.proposer_id
)
entered_it = Permit(
    "who entered it", lambda user, proposal: bool(user.pk) and user.pk == proposal.submitted_by_id
)
speaks_for_it = is_proposer | entered_it | screens
