"""A stored result and back: facts as JSON with exact fractions, words in the reader's language."""

from collections import Counter
from dataclasses import asdict, fields
from fractions import Fraction
from typing import Any

from django.utils.translation import ngettext

from projects.councils.tally import Election, Explanation, Stage, VoteType
from projects.councils.tally.reasons import sentences

_MONEY = (
    "cost",
    "budget_left",
    "budget_missing",
    "price",
    "supporters_left",
    "shares_missing",
)


def as_facts(explanation: Explanation) -> dict[str, Any]:
    """One project's result as JSON; sums are exact fractions as text."""
    facts = asdict(explanation)
    facts["stage"] = explanation.stage.value
    for name in _MONEY:
        facts[name] = None if facts[name] is None else str(facts[name])
    return facts


def with_first_places(election: Election, facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of a ranked vote also how many put each project first: shown, though not counted by."""
    if election.vote_type != VoteType.ORDINAL:
        return facts
    first: Counter[str] = Counter()
    for ballot, weight in election.ballots.items():
        if ballot.choices:
            first[ballot.choices[0]] += weight
    return [{**fact, "first": first[fact["project"]]} for fact in facts]


def from_facts(facts: dict[str, Any]) -> Explanation:
    """The same back from JSON."""
    known = {field.name: facts.get(field.name) for field in fields(Explanation)}
    for name in _MONEY:
        known[name] = None if known[name] is None else Fraction(known[name])
    known["stage"] = Stage(facts["stage"])
    return Explanation(**known)


def why(facts: dict[str, Any], budget: str | Fraction) -> list[str]:
    """Why it won or lost, in a few short sentences."""
    told = sentences(from_facts(facts), Fraction(budget))
    if facts.get("first"):
        first = ngettext(
            "%(count)d person put it first, which counts as one vote all the same.",
            "%(count)d people put it first, which counts as one vote each all the same.",
            facts["first"],
        )
        told.insert(1, first % {"count": facts["first"]})
    return told
