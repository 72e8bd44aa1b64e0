"""The tables of this room."""

from projects.councils.ballots.models import Ballot, BallotItem, TallyRun
from projects.councils.ballots.votes import (
    PaperBatch,
    PaperEntry,
    VoterMark,
    VoteSheet,
    VotingCode,
)
from projects.councils.bodies import (
    CouncilCharter,
    CouncilMember,
    CouncilTerm,
    ResidentsCouncil,
)
from projects.councils.elections.models import CouncilElection, ElectionCandidate
from projects.councils.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Motion,
    Recusal,
    Speech,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotItem",
    "CouncilCharter",
    "CouncilElection",
    "CouncilMember",
    "CouncilTerm",
    "ElectionCandidate",
    "Meeting",
    "Motion",
    "PaperBatch",
    "PaperEntry",
    "Recusal",
    "ResidentsCouncil",
    "Speech",
    "TallyRun",
    "VoteSheet",
    "VoterMark",
    "VotingCode",
]
