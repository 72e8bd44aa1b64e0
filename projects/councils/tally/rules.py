"""The rules by name."""

from collections.abc import Callable

from projects.councils.tally.election import Election
from projects.councils.tally.equal_shares import equal_shares
from projects.councils.tally.greedy import greedy, greedy_per_cost
from projects.councils.tally.outcome import Outcome, Progress

Rule = Callable[[Election, Progress | None], Outcome]

RULES: dict[str, Rule] = {
    "greedy": greedy,
    "greedy-per-cost": greedy_per_cost,
    "equal-shares": equal_shares,
}


def tally(election: Election, rule: str, progress: Progress | None = None) -> Outcome:
    """Count by the rule of this name; KeyError when there is none.

    Deterministic and independent of the order of projects and ballots.
    """
    return RULES[rule](election, progress)
