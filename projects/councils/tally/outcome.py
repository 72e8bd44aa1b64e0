"""What a tally found: who was bought when and with what, who was passed over and why."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Progress = Callable[[int, int], None]
"""Called with (done, total) while a rule works; `done` never falls and ends at `total`."""


class Stage(StrEnum):
    """What decided over a project."""

    SHARES = "shares"
    VOTES = "votes"
    VOTES_PER_COST = "votes-per-cost"
    NO_VOTES = "no-votes"


@dataclass(frozen=True, slots=True)
class Purchase:
    """One winner. Sums in yuan.

    left_before: of the budget, when its turn came.
    price: the most one supporter paid out of the share; paid_in_full: how many paid that much (the
    others gave all they had left). Both only when it was bought with shares.
    """

    project: str
    stage: Stage
    left_before: Fraction
    price: Fraction | None = None
    paid_in_full: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One loser: `left` yuan of the budget were not enough when its turn came."""

    project: str
    stage: Stage
    left: Fraction


@dataclass(frozen=True, slots=True)
class Shares:
    """How the equal shares ended, in yuan.

    first: everyone's part of the budget; raised: whole yuan added to it, one at a time; left: for
    each project that shares did not buy, what its supporters still had together at the end.
    """

    first: Fraction
    raised: int
    left: dict[str, Fraction]

    @property
    def each(self) -> Fraction:
        return self.first + self.raised


@dataclass(frozen=True)
class Outcome:
    """The result of one rule. `purchases` are in the order in which they were made."""

    rule: str
    budget: Fraction
    purchases: tuple[Purchase, ...]
    refusals: tuple[Refusal, ...]
    cost: Fraction
    shares: Shares | None = None

    @property
    def winners(self) -> tuple[str, ...]:
        return tuple(purchase.project for purchase in self.purchases)
