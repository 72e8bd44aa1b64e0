"""The tables of this wing, one module per room."""

from projects.councils.models import (
    AgendaItem,
    Attendance,
    Ballot,
    BallotItem,
    CouncilCharter,
    CouncilElection,
    CouncilMember,
    CouncilTerm,
    ElectionCandidate,
    Meeting,
    Motion,
    PaperBatch,
    PaperEntry,
    Recusal,
    ResidentsCouncil,
    Speech,
    TallyRun,
    VoterMark,
    VoteSheet,
    VotingCode,
)
from projects.delivery.following import Follow
from projects.delivery.models import MicroProject
from projects.delivery.settings import ProjectSettings
from projects.proposals.calls import CallForProposals
from projects.proposals.models import Proposal
from projects.proposals.screenings import Screening
from projects.proposals.supporters import Supporter

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotItem",
    "CallForProposals",
    "CouncilCharter",
    "CouncilElection",
    "CouncilMember",
    "CouncilTerm",
    "ElectionCandidate",
    "Follow",
    "Meeting",
    "Motion",
    "PaperBatch",
    "PaperEntry",
    "Proposal",
    "Recusal",
    "ResidentsCouncil",
    "Screening",
    "Speech",
    "Supporter",
    "TallyRun",
    "VoteSheet",
    "VoterMark",
    "VotingCode",
]
