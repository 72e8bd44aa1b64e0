"""Public money of one project, from the commitment to the last release.

Who may do each is asked by the step of the project that calls it, in the same transaction.
A project may draw on several books; what it holds is used up in the order they were opened.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.ui.formatting import exact_money
from core.workflow.errors import Refused
from projects.funding import queries
from projects.funding.errors import OverCap, Overspent
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation
from projects.funding.rules import RETENTION_MOST
from projects.funding.services.posting import CENT, checked, lock, post
from projects.funding.table import MOVES, Account, EntryKind

ZERO = Decimal(0)


@transaction.atomic
def commit(
    book: FundAllocation, project: Any, amount: Decimal, *, by: User | None, memo: str = ""
) -> LedgerEntry:
    """Bind money of the book for the project, at its approval.

    Raises Overspent when less is free, OverCap beyond a cap without an approved exception,
    Refused for a book that is not for projects of this place.
    """
    amount = checked(amount)
    held = lock([book.pk])[book.pk]
    if not held.programme.for_projects or not project.area.path.startswith(held.area.path):
        raise Refused(_("This book cannot pay for this project."), field="book")
    check_caps(project, held.year, amount)
    free = queries.balance(held, Account.AVAILABLE)
    if amount > free:
        advice = _(
            "A book is never overdrawn, by no exception either: choose a book with more money,"
            " bring the budget down, or ask finance for a further allocation."
        )
        raise Overspent(free, amount, advice)
    return post(held, EntryKind.COMMIT, amount, by=by, project=project, memo=memo)


def check_caps(project: Any, year: int, amount: Decimal) -> None:
    """May `amount` more be bound for the project under the caps in principle? Raises OverCap.

    An approved exception lets the project through up to its own amount.
    """
    whole = queries.of_project(project).bound + amount
    if whole <= queries.allowed_by_exception(project):
        return
    cap = queries.cap_for(project.area, year, project.kind)
    if cap is not None and whole > cap:
        raise OverCap(cap, whole)
    place = project.area.community or project.area
    for kind in (project.kind, ""):
        yearly = queries.yearly_cap_for(place, year, kind)
        if yearly is None:
            continue
        used = queries.bound_in_year(place, year, kind) + amount
        if used > yearly:
            raise OverCap(yearly, used, yearly=True)


@transaction.atomic
def uncommit(
    book: FundAllocation, project: Any, amount: Decimal, *, by: User | None, memo: str = ""
) -> LedgerEntry:
    """Give back part of a commitment. Raises Overspent when less is committed."""
    amount = checked(amount)
    lock([book.pk])
    held = queries.standing_on(project, Account.COMMITTED).get(book.pk, ZERO)
    if amount > held:
        raise Overspent(held, amount)
    return post(book, EntryKind.UNCOMMIT, amount, by=by, project=project, memo=memo)


@transaction.atomic
def contract(
    project: Any, amount: Decimal, *, by: User | None, memo: str = ""
) -> list[LedgerEntry]:
    """Turn the commitment into a contract of this amount; the rest of it goes back.

    Raises Overspent when less is committed.
    """
    entries = _use(project, EntryKind.CONTRACT, amount, by=by, memo=memo)
    return entries + _empty(project, EntryKind.UNCOMMIT, by=by)


@transaction.atomic
def extend(project: Any, extra: Decimal, *, by: User | None, memo: str = "") -> list[LedgerEntry]:
    """Commit and contract `extra` more from the project's books, after an agreed change.

    Raises Overspent, OverCap; Refused when the project has no book yet.
    """
    extra = checked(extra)
    ids = LedgerEntry.objects.filter(project=project, kind=EntryKind.COMMIT)
    books = list(lock(ids.values_list("book", flat=True)).values())
    if not books:
        raise Refused(_("No money is committed to this project yet."))
    check_caps(project, books[0].year, extra)
    free = {book.pk: queries.balance(book, Account.AVAILABLE) for book in books}
    entries = []
    for book_id, part in _shares(free, extra):
        book = next(b for b in books if b.pk == book_id)
        for kind in (EntryKind.COMMIT, EntryKind.CONTRACT):
            entries.append(post(book, kind, part, by=by, project=project, memo=memo))
    return entries


@transaction.atomic
def reduce(project: Any, amount: Decimal, *, by: User | None, memo: str = "") -> list[LedgerEntry]:
    """Give back part of a contract, after an agreed change. Raises Overspent below what is paid."""
    return _use(project, EntryKind.REDUCE, amount, by=by, memo=memo)


@transaction.atomic
def pay(
    project: Any,
    amount: Decimal,
    *,
    by: User | None,
    on: dt.date | None = None,
    memo: str = "",
) -> list[LedgerEntry]:
    """Record a payment under the contract, on the day the money left.

    Raises Overspent when less stands under contract, Refused for a day to come.
    """
    return _use(project, EntryKind.PAY, amount, by=by, on=on, memo=memo)


@transaction.atomic
def settle(
    project: Any, final: Decimal, *, by: User | None, retention: Decimal = ZERO
) -> list[LedgerEntry]:
    """Bring the contract down to the final amount and hold `retention` back (at most 3 %).

    Payments made before stay. Raises Refused when the final amount is more than contracted or
    less than already paid, or the retention is too large.
    """
    _lock_books_of(project)
    now = queries.of_project(project)
    if not final.is_finite() or final < 0 or final > now.contract_sum:
        said = _("The final amount is at most the contract: {amount}.")
        raise Refused(said.format(amount=exact_money(now.contract_sum)), field="final")
    if final < now.paid + now.retention + retention:
        said = _("{amount} is already paid or held back.")
        raise Refused(said.format(amount=exact_money(now.paid + now.retention)), field="final")
    most = (final * RETENTION_MOST).quantize(CENT)
    if not retention.is_finite() or not 0 <= retention <= most:
        said = _("At most 3 percent of the final amount may be held back: {amount}.")
        raise Refused(said.format(amount=exact_money(most)), field="retention")
    entries = []
    if surplus := now.contract_sum - final:
        entries += _use(project, EntryKind.REDUCE, surplus, by=by)
    if retention:
        entries += _use(project, EntryKind.RETAIN, retention, by=by)
    return entries


@transaction.atomic
def release_retention(
    project: Any,
    amount: Decimal,
    *,
    by: User | None,
    on: dt.date | None = None,
    memo: str = "",
) -> list[LedgerEntry]:
    """Pay out money held back, once the warranty is over. Raises Overspent, Refused."""
    return _use(project, EntryKind.RELEASE_RETENTION, amount, by=by, on=on, memo=memo)


@transaction.atomic
def forfeit(project: Any, amount: Decimal, *, by: User | None, memo: str = "") -> list[LedgerEntry]:
    """Keep money held back, because defects were not mended. Raises Overspent."""
    return _use(project, EntryKind.FORFEIT, amount, by=by, memo=memo)


@transaction.atomic
def refund(
    project: Any,
    amount: Decimal,
    *,
    by: User | None,
    on: dt.date | None = None,
    memo: str = "",
) -> list[LedgerEntry]:
    """Money paid that the implementer gave back. Raises Overspent when less was paid."""
    return _use(project, EntryKind.REFUND, amount, by=by, on=on, memo=memo)


@transaction.atomic
def release_all(project: Any, *, by: User | None, memo: str = "") -> list[LedgerEntry]:
    """The end of a terminated project: everything bound and not paid goes back to its books."""
    _lock_books_of(project)
    kinds = (EntryKind.UNCOMMIT, EntryKind.REDUCE, EntryKind.FORFEIT)
    return [entry for kind in kinds for entry in _empty(project, kind, by=by, memo=memo)]


def _lock_books_of(project: Any) -> dict[int, FundAllocation]:
    books = LedgerEntry.objects.filter(project=project).values_list("book", flat=True)
    return lock(books)


def _shares(held: dict[int, Decimal], amount: Decimal) -> Iterator[tuple[int, Decimal]]:
    """How an amount is taken from what books hold, in their order. Raises Overspent."""
    if amount > sum(held.values(), ZERO):
        raise Overspent(sum(held.values(), ZERO), amount)
    for book, there in sorted(held.items()):
        part = min(there, amount)
        if part > 0:
            yield book, part
        amount -= part


def _use(
    project: Any,
    kind: EntryKind,
    amount: Decimal,
    *,
    by: User | None,
    on: dt.date | None = None,
    memo: str = "",
) -> list[LedgerEntry]:
    """Move an amount of the project, drawing on its books in order."""
    amount = checked(amount)
    books = _lock_books_of(project)
    held = queries.standing_on(project, MOVES[kind].from_account)
    return [
        post(books[pk], kind, part, by=by, project=project, on=on, memo=memo)
        for pk, part in list(_shares(held, amount))
    ]


def _empty(project: Any, kind: EntryKind, *, by: User | None, memo: str = "") -> list[LedgerEntry]:
    """Move all of the project that stands where this kind takes from."""
    held = queries.standing_on(project, MOVES[kind].from_account)
    books = lock(held)
    return [
        post(books[pk], kind, there, by=by, project=project, memo=memo)
        for pk, there in held.items()
    ]
