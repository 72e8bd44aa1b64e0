"""Why money does not move. Each carries a sentence for the person who asked."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.ui.formatting import exact_money
from core.workflow.errors import Refused


class Overspent(Refused):
    """The book, or the project's share of it, does not hold that much. `left` is in yuan."""

    def __init__(self, left: Decimal, wanted: Decimal) -> None:
        self.left, self.wanted = left, wanted
        said = _("Only {left} is left for this; {wanted} were asked for.")
        super().__init__(
            said.format(left=exact_money(left), wanted=exact_money(wanted)), field="amount"
        )


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
        super().__init__(f"{text} {more}", field="amount")
