"""One run of equal shares: everyone has the same share, supporters buy projects together."""

from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from math import ceil, lcm

from projects.councils.tally.election import Election
from projects.councils.tally.purses import Horizon, Offer, Purses


@dataclass(slots=True)
class Run:
    """What the shares bought, in order (with the offers paid), and how it would go on.

    steps: raising the share by up to so many whole yuan changes nothing (None: by any number).
    fits: False when the budget was exceeded; the run stopped there.
    """

    purses: Purses
    bought: list[tuple[Offer, Fraction]] = field(default_factory=list)
    cost: int = 0
    fits: bool = True
    steps: int | None = None


class Count:
    """An election made ready for many runs: whole numbers, groups of equal voters.

    Only projects that cost something and have supporters take part. All sums are in `1 / yuan`
    parts of a yuan, so that every price is a whole number.
    """

    def __init__(self, election: Election) -> None:
        money = [election.budget, *(project.cost for project in election.projects.values())]
        self.yuan = lcm(*(amount.denominator for amount in money))
        self.budget = int(election.budget * self.yuan)
        self.voters = election.voters
        votes = election.votes
        self.ids = sorted(
            (p for p, n in votes.items() if n and election.projects[p].cost),
            key=election.precedence,
        )
        self.costs = [int(election.projects[project].cost * self.yuan) for project in self.ids]
        self.votes = [votes[project] for project in self.ids]
        self.supporters: list[list[int]] = [[] for _ in self.ids]
        self.weights: list[int] = []
        self._group(election)

    def _group(self, election: Election) -> None:
        number = {project: place for place, project in enumerate(self.ids)}
        for group, (projects, weight) in enumerate(election.support.items()):
            self.weights.append(weight)
            for project in projects & number.keys():
                self.supporters[number[project]].append(group)

    def steps_at_most(self) -> int:
        """Raising ends after so many whole yuan at the latest.

        If a run fits, its buyers spent no more than the budget. So a project whose supporters have
        the budget and its cost together still finds its cost with them: it was bought. Once that
        is true of projects that cost more than the budget together, no run fits; once it is true
        of all, nothing more can be bought.
        """
        together, most = 0, Fraction(0)
        rich_at = [
            (Fraction(self.budget + cost, votes), cost)
            for cost, votes in zip(self.costs, self.votes, strict=True)
        ]
        for share, cost in sorted(rich_at):
            together, most = together + cost, share
            if together > self.budget:
                break
        return max(1, ceil((most - Fraction(self.budget, max(1, self.voters))) / self.yuan))

    def share(self, raised: int) -> int:
        """Everyone's share times the number of voters."""
        return self.budget + raised * self.yuan * self.voters

    def run(self, raised: int) -> Run:
        """Buy again and again the project whose supporters pay least per yuan of its cost.

        Exact. Stops early when the budget is exceeded. Projects are numbered by
        precedence, so the lower number wins a tie.
        """
        horizon = Horizon(self.yuan)
        run = Run(Purses(self.share(raised), self.voters, self.weights, horizon))
        offers = [
            (Fraction(1, votes), project, -1, Offer(project, 1, 0, votes, votes))
            for project, votes in enumerate(self.votes)
        ]
        heapify(offers)
        while offers:
            price, project, known, offer = offers[0]
            if known == len(run.bought):
                heappop(offers)
                self._hold_against(offer, offers, horizon)
                self._buy(run, offer)
                if run.cost > self.budget:
                    run.fits = False
                    return run
                continue
            renewed = run.purses.offer(project, self.costs[project], self.supporters[project])
            if renewed is None:
                heappop(offers)
            else:
                price = Fraction(renewed.need, renewed.scale)
                heapreplace(offers, (price, project, len(run.bought), renewed))
        run.steps = horizon.steps
        return run

    def _hold_against(
        self, best: Offer, others: list[tuple[Fraction, int, int, Offer]], horizon: Horizon
    ) -> None:
        for _, _, _, other in others:
            if horizon.is_closed:
                return
            horizon.while_positive(
                other.need * best.scale - best.need * other.scale,
                other.slope * best.scale - best.slope * other.scale,
            )

    def _buy(self, run: Run, offer: Offer) -> None:
        price = Fraction(offer.need, offer.rich * run.purses.unit * self.yuan)
        run.purses.pay(offer, self.supporters[offer.project])
        run.bought.append((offer, price))
        run.cost += self.costs[offer.project]
