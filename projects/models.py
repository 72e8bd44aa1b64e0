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
from projects.delivery.contracts import Contract, ContractItem
from projects.delivery.following import Follow
from projects.delivery.models import MicroProject
from projects.delivery.procurement import InterestDeclaration, Quotation, Vendor
from projects.delivery.public_notices import Objection, PublicNotice
from projects.delivery.settings import ProjectSettings
from projects.delivery.settlements import Payment, Settlement
from projects.delivery.works import Milestone, ProgressNote
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
from projects.proposals.imported import ImportedList
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
    "Contract",
    "ContractItem",
    "CouncilCharter",
    "CouncilElection",
    "CouncilMember",
    "CouncilTerm",
    "ElectionCandidate",
    "Follow",
    "FundAllocation",
    "FundCap",
    "FundProgramme",
    "ImportedList",
    "InterestDeclaration",
    "LedgerEntry",
    "LedgerSeal",
    "Meeting",
    "MicroProject",
    "Milestone",
    "Motion",
    "Objection",
    "PaperBatch",
    "PaperEntry",
    "Payment",
    "ProgressNote",
    "ProjectSettings",
    "Proposal",
    "PublicNotice",
    "Quotation",
    "Recusal",
    "ResidentsCouncil",
    "Screening",
    "Settlement",
    "SocialContribution",
    "Speech",
    "Supporter",
    "TallyRun",
    "Vendor",
    "VoteSheet",
    "VoterMark",
    "VotingCode",
]
