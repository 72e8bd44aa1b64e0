"""Balances and books under the names that pages use."""

from decimal import Decimal

from projects.funding import queries
from projects.funding.kinds import ProgrammeKind
from projects.funding.programmes import FundAllocation
from projects.funding.table import Account


class Figures:
    """Balances under the names a page uses."""

    def __init__(self, balances: queries.Balances) -> None:
        for account, amount in balances.items():
            setattr(self, account.value, amount)
        self.given: Decimal = -balances[Account.APPROPRIATION]
        self.bound: Decimal = sum(
            (balances[a] for a in (Account.COMMITTED, Account.CONTRACTED, Account.RETENTION)),
            Decimal(0),
        )
        self.paid_share = self.share(balances[Account.PAID])
        self.bound_share = self.share(balances[Account.PAID] + self.bound)

    def share(self, part: Decimal) -> int:
        """Per cent of what was given, 0 where nothing was."""
        return int(part * 100 / self.given) if self.given > 0 else 0


class BookLine:
    """One book in the list."""

    def __init__(self, book: FundAllocation) -> None:
        self.book = book
        self.is_social = book.programme.kind == ProgrammeKind.SOCIAL
        self.figures = Figures(queries.held_by(book))
