"""Explanations in words, in the reader's language."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.councils.tally.explain import Explanation
from projects.councils.tally.outcome import Stage

FEN = Decimal("0.01")


def yuan(amount: Fraction, *, up: bool = False) -> str:
    """The amount for readers, whole yuan or with fen. Rounded down, or up where it is a lack or
    a price, so that "left" and "missing" still add up to the cost and nothing looks enough
    that was not."""
    exact = Context(prec=60).divide(Decimal(amount.numerator), Decimal(amount.denominator))
    shown = exact.quantize(FEN, rounding=ROUND_CEILING if up else ROUND_FLOOR)
    places = 0 if shown == shown.to_integral_value() else 2
    return f"{shown:,.{places}f}"


def sentences(explanation: Explanation, budget: Fraction) -> list[str]:
    """Why the project won or lost, in a few short sentences; `budget` in yuan is the whole one."""
    told = [_support(explanation)]
    if explanation.stage == Stage.NO_VOTES:
        return [*told, _("What nobody votes for is not chosen.")]
    if explanation.price is not None:
        return told + _paid_with_shares(explanation)
    if explanation.cost > budget:
        whole = _("That is more than the whole budget of %(budget)s yuan.")
        return [*told, whole % {"budget": yuan(budget)}]
    if explanation.supporters_left is not None:
        told.append(_not_enough_shares(explanation))
    return [*told, _turn(explanation)]


def _support(explanation: Explanation) -> str:
    text = ngettext(
        "%(count)d person voted for it; it costs %(cost)s yuan.",
        "%(count)d people voted for it; it costs %(cost)s yuan.",
        explanation.votes,
    )
    return text % {"count": explanation.votes, "cost": yuan(explanation.cost)}


def _paid_with_shares(explanation: Explanation) -> list[str]:
    if not explanation.cost:
        return [_("It costs nothing, so it won at once.")]
    paid = _("Its supporters paid for it from their shares: %(price)s yuan each.")
    told = [paid % {"price": yuan(explanation.price or Fraction(0), up=True)}]
    if explanation.gave_the_rest:
        poorer = ngettext(
            "%(count)d of them gave less: all that was left to them.",
            "%(count)d of them gave less: all that was left to them.",
            explanation.gave_the_rest,
        )
        told.append(poorer % {"count": explanation.gave_the_rest})
    return told


def _not_enough_shares(explanation: Explanation) -> str:
    text = _(
        "Its supporters had %(left)s yuan of their shares left together, "
        "%(missing)s yuan too little."
    )
    return text % {
        "left": yuan(explanation.supporters_left or Fraction(0)),
        "missing": yuan(explanation.shares_missing or Fraction(0), up=True),
    }


def _turn(explanation: Explanation) -> str:
    by_price = explanation.stage == Stage.VOTES_PER_COST
    if explanation.won and by_price:
        text = _("When its turn came by votes per yuan, %(left)s yuan were left: enough.")
    elif explanation.won:
        text = _("When its turn came by votes, %(left)s yuan of the budget were left: enough.")
    elif by_price:
        text = _(
            "When its turn came by votes per yuan, %(left)s yuan were left, "
            "%(missing)s yuan too little."
        )
    else:
        text = _(
            "When its turn came by votes, %(left)s yuan of the budget were left, "
            "%(missing)s yuan too little."
        )
    return text % {
        "left": yuan(explanation.budget_left),
        "missing": yuan(explanation.budget_missing, up=True),
    }
