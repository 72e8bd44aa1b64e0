"""Why money does not move. Each carries a sentence for the person who asked."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.ui.formatting import chinese, exact_money
from core.workflow.errors import Refused


def _joined(*sentences: str) -> str:
    """Sentences as one text; Chinese has no space between them."""
    return ("" if chinese() else " ").join(filter(None, sentences))


class Overspent(Refused):
    """The book, or the project's share of it, does not hold that much. `left` is in yuan;
    `advice` says what can be done."""

    def __init__(self, left: Decimal, wanted: Decimal, advice: str = "") -> None:
        self.left, self.wanted = left, wanted
        said = _("Only {left} is left for this; {wanted} were asked for.")
        text = said.format(left=exact_money(left), wanted=exact_money(wanted))
        super().__init__(_joined(text, advice), field="amount")


class OverCap(Refused):
    """More than the cap in principle, and no exception approved. `cap` is in yuan."""

    def __init__(self, cap: Decimal, wanted: Decimal, *, yearly: bool = False) -> None:
        self.cap, self.wanted = cap, wanted
        said = (
            _("With this the community would use {wanted} this year; the cap is {cap}.")
            if yearly
            else _("{wanted} is more than the cap of {cap} for one project of this kind.")
        )
        more = _("An exception needs a reason and the approval of another person.")
        text = said.format(wanted=exact_money(wanted), cap=exact_money(cap))
        super().__init__(_joined(text, more), field="amount")
