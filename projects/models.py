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
from projects.funding.models import (
    CapException,
    FundAllocation,
    FundCap,
    FundProgramme,
    LedgerEntry,
    LedgerSeal,
    SocialContribution,
)
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
    "CapException",
    "CouncilCharter",
    "CouncilElection",
    "CouncilMember",
    "CouncilTerm",
    "ElectionCandidate",
    "Follow",
    "FundAllocation",
    "FundCap",
    "FundProgramme",
    "LedgerEntry",
    "LedgerSeal",
    "Meeting",
    "Motion",
    "PaperBatch",
    "PaperEntry",
    "Proposal",
    "Recusal",
    "ResidentsCouncil",
    "Screening",
    "SocialContribution",
    "Speech",
    "Supporter",
    "TallyRun",
    "VoterMark",
    "VoteSheet",
    "VotingCode",
]
