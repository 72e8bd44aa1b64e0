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
from projects.delivery.acceptances import Acceptance, AcceptanceLine, PanelMember, Receipt
from projects.delivery.changes import ChangeRequest
from projects.delivery.checks import SiteCheck
from projects.delivery.contracts import Contract, ContractItem
from projects.delivery.following import Follow
from projects.delivery.models import MicroProject
from projects.delivery.papers import NumberedPaper
from projects.delivery.procurement import InterestDeclaration, Quotation, Vendor
from projects.delivery.public_notices import Objection, PublicNotice
from projects.delivery.ratings import Rating
from projects.delivery.settings import ProjectSettings
from projects.delivery.settlements import Payment, Settlement
from projects.delivery.splitting import SplittingFlag
from projects.delivery.tellings import Telling
from projects.delivery.upkeeps import LookBack, Upkeep, UpkeepVisit
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
from projects.funding.rule_changes import RuleChange
from projects.proposals.calls import CallForProposals
from projects.proposals.held_lists import HeldList
from projects.proposals.models import Proposal
from projects.proposals.screenings import Screening
from projects.proposals.supporters import Supporter

__all__ = [
    "Acceptance",
    "AcceptanceLine",
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotItem",
    "CallForProposals",
    "CapException",
    "ChangeRequest",
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
    "HeldList",
    "InterestDeclaration",
    "LedgerEntry",
    "LedgerSeal",
    "LookBack",
    "Meeting",
    "MicroProject",
    "Milestone",
    "Motion",
    "NumberedPaper",
    "Objection",
    "PanelMember",
    "PaperBatch",
    "PaperEntry",
    "Payment",
    "ProgressNote",
    "ProjectSettings",
    "Proposal",
    "PublicNotice",
    "Quotation",
    "Rating",
    "Receipt",
    "Recusal",
    "ResidentsCouncil",
    "RuleChange",
    "Screening",
    "Settlement",
    "SiteCheck",
    "SocialContribution",
    "Speech",
    "SplittingFlag",
    "Supporter",
    "TallyRun",
    "Telling",
    "Upkeep",
    "UpkeepVisit",
    "Vendor",
    "VoteSheet",
    "VoterMark",
    "VotingCode",
]
