"""Voters' purses during one run of equal shares: whole numbers over one common unit.

Voters who have paid the same prices hold equal purses, so a purse stands for all of them. Beside
what it holds, each purse knows how much more it would hold if everyone's share were higher: as
long as the same things are bought from the same people, that is a straight line. So a run can say
over which higher shares it would end the same (`Horizon`), and those need not be run.
"""

from dataclasses import dataclass
from math import gcd

BROKE, FULL = 0, 1


@dataclass(frozen=True, slots=True)
class Offer:
    """What a project asks of its supporters: the poor give all they have, the rich
    `need / (rich × unit)` each; that falls by `-slope` for each unit the share is raised.

    Price per yuan of its cost: `need / scale`. Later on in a run the purses only get emptier, so
    an old offer is never more than what the project would ask now, at this share or a higher one.
    """

    project: int
    need: int
    slope: int
    rich: int
    scale: int
    poor: tuple[int, ...] = ()


class Horizon:
    """How many whole steps the share can be raised and every decision stays as it was."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.steps: int | None = None

    def while_positive(self, now: int, growth: int) -> None:
        """Go no further than `now + growth × rise` stays above zero."""
        if growth >= 0:
            return
        steps = (now - 1) // (-growth * self.step) if now > 0 else 0
        if self.steps is None or steps < self.steps:
            self.steps = steps

    @property
    def is_closed(self) -> bool:
        return self.steps == 0


class Purses:
    """Everyone starts with `share / voters`; groups are voters who support the same projects."""

    def __init__(self, share: int, voters: int, weights: list[int], horizon: Horizon) -> None:
        self.unit = voters
        self.holds = [0, share]
        self.growth = [0, voters]
        self.weights = weights
        self.purse_of = [FULL] * len(weights)
        self.horizon = horizon

    def people(self, groups: list[int]) -> dict[int, int]:
        """How many of these people hold which purse; those with nothing left are not counted."""
        counted: dict[int, int] = {}
        purse_of, weights = self.purse_of, self.weights
        for group in groups:
            purse = purse_of[group]
            if purse:
                counted[purse] = counted.get(purse, 0) + weights[group]
        return counted

    def total(self, people: dict[int, int]) -> int:
        """What they hold together, in parts of the unit."""
        return sum(self.holds[purse] * count for purse, count in people.items())

    def offer(self, project: int, cost: int, groups: list[int]) -> Offer | None:
        """The lowest price at which its supporters can pay for it, or None when they cannot."""
        people = self.people(groups)
        need = cost * self.unit
        missing = need - self.total(people)
        if missing > 0:
            growth = sum(self.growth[purse] * count for purse, count in people.items())
            self.horizon.while_positive(missing, -growth)
            return None
        rich, slope, poor = sum(people.values()), 0, []
        for purse in sorted(people, key=self.holds.__getitem__):
            if rich * self.holds[purse] >= need:
                break
            count = people[purse]
            need -= self.holds[purse] * count
            slope -= self.growth[purse] * count
            rich -= count
            poor.append(purse)
        return Offer(project, need, slope, rich, rich * self.unit * cost, tuple(poor))

    def pay(self, offer: Offer, groups: list[int]) -> None:
        """Take the price from the supporters' purses."""
        for purse in offer.poor:
            now = offer.need - offer.rich * self.holds[purse]
            self.horizon.while_positive(now, offer.slope - offer.rich * self.growth[purse])
        common = gcd(offer.rich, offer.need, offer.slope)
        self._refine(offer.rich // common)
        price, slope = offer.need // common, offer.slope // common
        becomes = dict.fromkeys(offer.poor, BROKE) | {BROKE: BROKE}
        for group in groups:
            purse = self.purse_of[group]
            if purse not in becomes:
                becomes[purse] = len(self.holds)
                self.holds.append(self.holds[purse] - price)
                self.growth.append(self.growth[purse] - slope)
            self.purse_of[group] = becomes[purse]

    def _refine(self, factor: int) -> None:
        if factor > 1:
            self.unit *= factor
            self.holds = [held * factor for held in self.holds]
            self.growth = [growth * factor for growth in self.growth]
