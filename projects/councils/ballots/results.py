"""A stored result and back: facts as JSON with exact fractions, words in the reader's language."""

from dataclasses import asdict, fields
from fractions import Fraction
from typing import Any

from projects.councils.tally import Explanation, Stage
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


def from_facts(facts: dict[str, Any]) -> Explanation:
    """The same back from JSON."""
    known = {field.name: facts.get(field.name) for field in fields(Explanation)}
    for name in _MONEY:
        known[name] = None if known[name] is None else Fraction(known[name])
    known["stage"] = Stage(facts["stage"])
    return Explanation(**known)


def why(facts: dict[str, Any], budget: str | Fraction) -> list[str]:
    """Why it won or lost, in a few short sentences."""
    return sentences(from_facts(facts), Fraction(budget))
