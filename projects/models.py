"""The tables of this wing, one module per room."""

from projects.delivery.following import Follow
from projects.delivery.models import MicroProject
from projects.delivery.settings import ProjectSettings
from projects.proposals.calls import CallForProposals
from projects.proposals.models import Proposal
from projects.proposals.screenings import Screening
from projects.proposals.supporters import Supporter

__all__ = [
    "CallForProposals",
    "Follow",
    "Proposal",
    "Screening",
    "Supporter",
]
