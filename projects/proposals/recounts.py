"""How first steps and supports are counted anew from their rows (core.counters.rebuilding)."""

from core.counters.rebuilding import declare_recount
from projects.proposals import figures
from projects.proposals.kinds import Basis
from projects.proposals.models import Proposal
from projects.proposals.supporters import Supporter


def _steps() -> None:
    for proposal in Proposal.objects.order_by("pk").iterator(chunk_size=2000):
        figures.made(proposal)


def _categories() -> None:
    rows = Proposal.objects.filter(status="shortlisted").order_by("pk")
    for proposal in rows.iterator(chunk_size=2000):
        figures.shortlisted(proposal, proposal.status_since)


def _support() -> None:
    rows = Supporter.objects.filter(basis=Basis.SUPPORTER).select_related("proposal")
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        figures.supported(row, row.proposal.area_id)


declare_recount(figures.STEPS, _steps)
declare_recount(figures.CATEGORIES, _categories)
declare_recount(figures.SUPPORT, _support)
