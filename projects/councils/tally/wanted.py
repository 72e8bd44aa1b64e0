"""A vote of ours chooses nothing that nobody voted for.

The rules as the field knows them take such a project too while money is left (`greedy`). Its turn
comes last, or it costs nothing, so the others win and lose as they do beside it.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from projects.councils.tally.explain import Explanation
from projects.councils.tally.outcome import Stage


def only_wanted(told: Iterable[Explanation]) -> list[Explanation]:
    """The same result, in the same order, with every project without a vote among the losers."""
    place = count(1)
    voted_for, unwanted = [], []
    for one in told:
        if not one.votes:
            unwanted.append(_lost(one))
        else:
            voted_for.append(replace(one, place=next(place)) if one.won else one)
    return voted_for + unwanted


def _lost(one: Explanation) -> Explanation:
    return replace(
        one,
        won=False,
        place=None,
        stage=Stage.NO_VOTES,
        price=None,
        paid_in_full=None,
        gave_the_rest=None,
    )
