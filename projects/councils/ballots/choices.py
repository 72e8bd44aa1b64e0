"""What may stand on one vote, by the kind of ballot."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.workflow.errors import Refused
from projects.councils.ballots.models import Ballot
from projects.councils.kinds import BallotKind
from projects.councils.prices import price


class Priced(Protocol):
    """Something on a ballot, as far as the rules ask: its place there and its price in yuan."""

    @property
    def position(self) -> int: ...

    @property
    def cost(self) -> Decimal: ...


@dataclass(frozen=True)
class Offered:
    """One project of a ballot, as a vote names it."""

    code: str
    position: int
    cost: Decimal


def checked(ballot: Ballot, items: Sequence[Offered], codes: Sequence[str]) -> list[int]:
    """The chosen items by their position on the ballot, in the voter's order if it counts.

    `items` are all of the ballot's. Raises Refused on field "choices".
    """
    by_code = {item.code: item for item in items}
    if not codes:
        raise Refused(_("Please choose at least one project."), field="choices")
    if len(set(codes)) < len(codes):
        raise Refused(_("A project can be chosen once only."), field="choices")
    if any(code not in by_code for code in codes):
        raise Refused(_("One of these projects is not on the ballot."), field="choices")
    return within_rules(ballot, [by_code[code] for code in codes])


def within_rules(ballot: Ballot, chosen: Sequence[Priced]) -> list[int]:
    """Their positions, if they keep to number and budget. Raises Refused on "choices"."""
    most = ballot.most_choices
    if most and len(chosen) > most:
        raise Refused(
            ngettext(
                "Please choose at most {most} project.",
                "Please choose at most {most} projects.",
                most,
            ).format(most=most),
            field="choices",
        )
    if ballot.kind == BallotKind.KNAPSACK:
        total = sum(item.cost for item in chosen)
        if total > ballot.budget:
            raise Refused(
                _(
                    "Together these cost {total}; the budget is {budget}."
                    " Please take one or more off."
                ).format(total=price(total), budget=price(ballot.budget)),
                field="choices",
            )
    positions = [item.position for item in chosen]
    return positions if ballot.kind == BallotKind.RANKED else sorted(positions)
