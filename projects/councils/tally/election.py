"""What is counted: projects with prices, a budget, and ballots merged with a weight."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

Money = int | Decimal | Fraction
"""Yuan. Never a float: 0.1 would not be a tenth."""


class ElectionError(ValueError):
    """An election that cannot be counted; the message says why."""


class VoteType(StrEnum):
    """How people voted. A knapsack ballot is an approval ballot that kept within the budget."""

    APPROVAL = "approval"
    ORDINAL = "ordinal"
    CUMULATIVE = "cumulative"
    SCORING = "scoring"

    @property
    def has_points(self) -> bool:
        return self in (VoteType.CUMULATIVE, VoteType.SCORING)


@dataclass(frozen=True, slots=True)
class Project:
    """One project on the ballot; `cost` in yuan."""

    id: str
    cost: Fraction
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The choices of one voter as written; `points` one for each choice, or none at all."""

    choices: tuple[str, ...]
    points: tuple[Fraction, ...] = ()

    @property
    def supported(self) -> frozenset[str]:
        """The projects this voter stands behind: every choice that was not given 0 or less."""
        if not self.points:
            return frozenset(self.choices)
        given = zip(self.choices, self.points, strict=True)
        return frozenset(project for project, points in given if points > 0)


@dataclass(frozen=True)
class Election:
    """Prices and budget in yuan; each different ballot with the number of people who cast it.

    All rules count a voter as a supporter of each project in `Ballot.supported`: ranks and points
    are kept (they are written out again) but weigh nothing. Empty ballots count as voters.
    Raises ElectionError for what cannot be counted.
    """

    budget: Fraction
    projects: Mapping[str, Project]
    ballots: Mapping[Ballot, int]
    vote_type: VoteType = VoteType.APPROVAL
    meta: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.budget < 0:
            raise ElectionError("The budget is below zero.")
        for project in self.projects.values():
            if project.cost < 0:
                raise ElectionError(f"The price of project {project.id!r} is below zero.")
        for ballot, weight in self.ballots.items():
            self._check(ballot, weight)

    def _check(self, ballot: Ballot, weight: int) -> None:
        if weight < 1:
            raise ElectionError("A ballot was cast by fewer than one person.")
        for choice in ballot.choices:
            if choice not in self.projects:
                raise ElectionError(f"A ballot names project {choice!r}, which is not listed.")
        if len(set(ballot.choices)) < len(ballot.choices):
            raise ElectionError(f"A ballot names a project twice: {', '.join(ballot.choices)}.")
        if self.vote_type.has_points != bool(ballot.points) and ballot.choices:
            raise ElectionError(f"Points do not go with a ballot of type {self.vote_type.value}.")
        if ballot.points and len(ballot.points) != len(ballot.choices):
            raise ElectionError("A ballot has not as many points as choices.")

    @classmethod
    def of(
        cls,
        budget: Money,
        costs: Mapping[str, Money],
        ballots: Iterable[Iterable[str]],
        *,
        vote_type: VoteType = VoteType.APPROVAL,
        names: Mapping[str, str] | None = None,
        meta: Mapping[str, str] | None = None,
    ) -> "Election":
        """An election from plain values; equal ballots are merged.

        The order inside a ballot matters for ordinal ballots only, elsewhere it is forgotten.
        """
        ranked = vote_type == VoteType.ORDINAL
        cast = Counter(tuple(choices) if ranked else tuple(sorted(choices)) for choices in ballots)
        named = names or {}
        return cls(
            budget=Fraction(budget),
            projects={
                key: Project(key, Fraction(cost), named.get(key, "")) for key, cost in costs.items()
            },
            ballots={Ballot(choices): weight for choices, weight in cast.items()},
            vote_type=vote_type,
            meta=meta or {},
        )

    @cached_property
    def voters(self) -> int:
        """How many people voted."""
        return sum(self.ballots.values())

    @cached_property
    def support(self) -> dict[frozenset[str], int]:
        """How many people stand behind exactly these projects."""
        merged: Counter[frozenset[str]] = Counter()
        for ballot, weight in self.ballots.items():
            merged[ballot.supported] += weight
        return dict(merged)

    @cached_property
    def votes(self) -> dict[str, int]:
        """How many people stand behind each project."""
        counted = dict.fromkeys(self.projects, 0)
        for projects, weight in self.support.items():
            for project in projects:
                counted[project] += weight
        return counted

    def precedence(self, project: str) -> tuple[int, Fraction, str]:
        """Sorts equals: more votes first, then the lower price, then the id as text."""
        return -self.votes[project], self.projects[project].cost, project
