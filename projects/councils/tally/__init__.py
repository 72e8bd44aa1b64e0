"""Tallies of residents' votes: exact arithmetic, the standard library only.

    election = read_pabulib(text)                 # or Election.of(budget, costs, ballots)
    outcome = tally(election, "equal-shares")
    outcome.winners, outcome.cost

`explain(election, outcome)` says for each project why it won or lost. docs/voting-rules.md
describes the rules.
"""

from projects.councils.tally.election import Ballot, Election, ElectionError, Project, VoteType
from projects.councils.tally.explain import Explanation, explain
from projects.councils.tally.outcome import Outcome, Progress, Purchase, Refusal, Stage
from projects.councils.tally.pabulib import PabulibError, read_pabulib, write_pabulib
from projects.councils.tally.rules import RULES, tally
from projects.councils.tally.wanted import only_wanted

__all__ = [
    "RULES",
    "Ballot",
    "Election",
    "ElectionError",
    "Explanation",
    "Outcome",
    "PabulibError",
    "Progress",
    "Project",
    "Purchase",
    "Refusal",
    "Stage",
    "VoteType",
    "explain",
    "only_wanted",
    "read_pabulib",
    "tally",
    "write_pabulib",
]
