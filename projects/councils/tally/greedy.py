"""Greedy rules: go down a list, take whatever the rest of the budget still pays for."""

from collections.abc import Iterable
from fractions import Fraction

from projects.councils.tally.election import Election
from projects.councils.tally.outcome import Outcome, Progress, Purchase, Refusal, Stage


def take_what_fits(
    election: Election, order: Iterable[str], stage: Stage, left: Fraction
) -> tuple[list[Purchase], list[Refusal]]:
    """Go through the projects in this order with `left` yuan; one that is too dear is passed over,
    the next is tried all the same."""
    purchases, refusals = [], []
    for project in order:
        cost = election.projects[project].cost
        if cost <= left:
            purchases.append(Purchase(project, stage, left))
            left -= cost
        else:
            refusals.append(Refusal(project, stage, left))
    return purchases, refusals


def by_votes(election: Election, projects: Iterable[str]) -> list[str]:
    """More votes first; equals by the lower price, then the id."""
    return sorted(projects, key=election.precedence)


def by_votes_per_cost(election: Election, projects: Iterable[str]) -> list[str]:
    """More votes per yuan first; what costs nothing comes before all; equals as `by_votes`."""

    def key(project: str) -> tuple[bool, Fraction, tuple[int, Fraction, str]]:
        cost = election.projects[project].cost
        density = Fraction(election.votes[project]) / cost if cost else Fraction(0)
        return cost > 0, -density, election.precedence(project)

    return sorted(projects, key=key)


def greedy(election: Election, progress: Progress | None = None) -> Outcome:
    """Greedy by votes: the usual way of participatory budgets.

    The same as pabutools' `greedy_utilitarian_welfare` with `Cost_Sat` (satisfaction per yuan is
    then the number of votes) and ties by votes, price, id. As there, a project without votes is
    taken too while money is left; leave it out of the election if the rules forbid that.
    """
    return _outcome(
        election, "greedy", Stage.VOTES, by_votes(election, election.projects), progress
    )


def greedy_per_cost(election: Election, progress: Progress | None = None) -> Outcome:
    """Greedy by votes per yuan: many cheap projects before a dear one.

    The same as pabutools' `greedy_utilitarian_welfare` with `Cardinality_Sat`, same ties.
    """
    order = by_votes_per_cost(election, election.projects)
    return _outcome(election, "greedy-per-cost", Stage.VOTES_PER_COST, order, progress)


def _outcome(
    election: Election, rule: str, stage: Stage, order: list[str], progress: Progress | None
) -> Outcome:
    purchases, refusals = take_what_fits(election, order, stage, election.budget)
    cost = sum((election.projects[bought.project].cost for bought in purchases), Fraction(0))
    if progress:
        progress(1, 1)
    return Outcome(rule, election.budget, tuple(purchases), tuple(refusals), cost)
