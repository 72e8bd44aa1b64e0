"""The most a project can cost: a slip of the hand above it is refused where it is typed."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.ui.formatting import exact_money
from core.workflow.table import Refused

HIGHEST_COST = Decimal(100_000_000)  # yuan


def can_be_meant(amount: Decimal, *, field: str) -> None:
    """Raise Refused for an amount in yuan that no project here comes to."""
    if not amount.is_finite() or amount > HIGHEST_COST:
        said = _("No project costs more than {most}. Please check the number.")
        raise Refused(said.format(most=exact_money(HIGHEST_COST)), field=field)
