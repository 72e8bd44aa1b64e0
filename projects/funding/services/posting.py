"""Writing one entry: the only place that does."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.services import Change, Counted, record
from core.counters.versions import bump
from core.workflow.errors import Refused
from projects.funding.contributions import SocialContribution
from projects.funding.ledger import LedgerEntry
from projects.funding.memos import public_memo
from projects.funding.programmes import FundAllocation
from projects.funding.rules import acting_role
from projects.funding.table import MOVES, EntryKind

KIND = "ledger"  # in the counters, and the version that public pages about money are kept under
MOST = Decimal("999999999999.99")
CENT = Decimal("0.01")


def checked(amount: Decimal) -> Decimal:
    """The amount in yuan and fen. Raises Refused for anything else than a positive sum."""
    if not (amount.is_finite() and 0 < amount <= MOST and amount == amount.quantize(CENT)):
        raise Refused(_("Please enter an amount in yuan."), field="amount")
    return amount.quantize(CENT)


def lock(books: Iterable[int]) -> dict[int, FundAllocation]:
    """Lock these books, always in the same order, so that no two writers wait crosswise."""
    rows = FundAllocation.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk__in=set(books)).select_related("area", "programme").order_by("pk")
    return {book.pk: book for book in found}


def post(
    book: FundAllocation,
    kind: EntryKind,
    amount: Decimal,
    *,
    by: User | None,
    project: Any = None,
    contribution: SocialContribution | None = None,
    memo: str = "",
    on: dt.date | None = None,
) -> LedgerEntry:
    """Append one entry and its figures; the caller's transaction holds the lock on the book.

    The database numbers, hashes and, when an account would fall below zero, refuses it
    (IntegrityError). Raises Refused for an amount, a day to come, or a memo with personal data.
    """
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused(_("Money that has not moved yet is not in the ledger."), field="on")
    move = MOVES[kind]
    entry = LedgerEntry(
        book=book,
        kind=kind,
        from_account=move.from_account,
        to_account=move.to_account,
        amount=checked(amount),
        project=project,
        contribution=contribution,
        memo=public_memo(memo),
        on=day,
        by=by,
        by_role=acting_role(by, book.area),
        area_id=project.area_id if project else book.area_id,
    )
    entry.save(force_insert=True)
    what = Counted(str(project.kind) if project else "", {"yuan": entry.amount})
    record(KIND, entry.area_id, day, [Change(kind, what, entered=1)])
    bump(KIND)
    entry.refresh_from_db(fields=WRITTEN_BY_THE_DATABASE)
    return entry


WRITTEN_BY_THE_DATABASE = [
    "seq",
    "at",
    "nonce",
    "by_mark",
    "balances",
    "previous_hash",
    "hash",
]
