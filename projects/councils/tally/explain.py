"""Why each project won or lost: facts only. `reasons` puts them into words."""

from dataclasses import dataclass
from fractions import Fraction

from projects.councils.tally.election import Election
from projects.councils.tally.greedy import by_votes
from projects.councils.tally.outcome import Outcome, Purchase, Refusal, Stage


@dataclass(frozen=True, slots=True)
class Explanation:
    """One project's result. Sums in yuan.

    place: 1 for the first project bought, None for losers.
    stage: what decided: the shares, or its turn in the order by votes (or by votes per yuan), or
    that it had none (`wanted`).
    budget_left: what was left of the budget when its turn came, before buying it.
    budget_missing: how much dearer it was than that (0 for winners).
    price, paid_in_full, gave_the_rest: bought with shares: the most one supporter paid, how many
    paid that, how many gave less because no more was left to them.
    supporters_left, shares_missing: not bought with shares: what its supporters still had together
    at the end, and what that was short of the cost. All of these are None where they do not apply.
    """

    project: str
    name: str
    cost: Fraction
    votes: int
    won: bool
    place: int | None
    stage: Stage
    budget_left: Fraction
    budget_missing: Fraction
    price: Fraction | None = None
    paid_in_full: int | None = None
    gave_the_rest: int | None = None
    supporters_left: Fraction | None = None
    shares_missing: Fraction | None = None


def explain(election: Election, outcome: Outcome) -> list[Explanation]:
    """Every project once: winners in the order in which they were bought, then losers by votes."""
    won = [
        _won(election, outcome, place, purchase)
        for place, purchase in enumerate(outcome.purchases, start=1)
    ]
    refused = {refusal.project: refusal for refusal in outcome.refusals}
    return won + [_lost(election, outcome, refused[p]) for p in by_votes(election, refused)]


def _won(election: Election, outcome: Outcome, place: int, bought: Purchase) -> Explanation:
    project = election.projects[bought.project]
    votes = election.votes[project.id]
    left, missing = _shares(election, outcome, project.id)
    return Explanation(
        project=project.id,
        name=project.name,
        cost=project.cost,
        votes=votes,
        won=True,
        place=place,
        stage=bought.stage,
        budget_left=bought.left_before,
        budget_missing=Fraction(0),
        price=bought.price,
        paid_in_full=bought.paid_in_full,
        gave_the_rest=None if bought.paid_in_full is None else votes - bought.paid_in_full,
        supporters_left=left,
        shares_missing=missing,
    )


def _lost(election: Election, outcome: Outcome, refused: Refusal) -> Explanation:
    project = election.projects[refused.project]
    left, missing = _shares(election, outcome, project.id)
    return Explanation(
        project=project.id,
        name=project.name,
        cost=project.cost,
        votes=election.votes[project.id],
        won=False,
        place=None,
        stage=refused.stage,
        budget_left=refused.left,
        budget_missing=project.cost - refused.left,
        supporters_left=left,
        shares_missing=missing,
    )


def _shares(
    election: Election, outcome: Outcome, project: str
) -> tuple[Fraction | None, Fraction | None]:
    if outcome.shares is None or project not in outcome.shares.left:
        return None, None
    left = outcome.shares.left[project]
    return left, election.projects[project].cost - left
