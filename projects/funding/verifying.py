"""Recomputing the ledger: every hash, every balance, every seal; each fault is named.

Nothing stored is believed that can be computed: what the triggers wrote is worked out again
here, in another language, from the entries alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.funding.chain import BEGINNING, digest, entry_text, seal_text, who_mark
from projects.funding.ledger import LedgerEntry, LedgerSeal
from projects.funding.programmes import FundAllocation
from projects.funding.table import MOVES, SOURCES, Account, EntryKind

ZERO = Decimal(0)
CHUNK = 2000


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it must be: which entry, and what."""

    book: str
    seq: int
    what: str | Promise

    def __str__(self) -> str:
        return f"{self.book} {self.seq}: {self.what}"


@dataclass
class Outcome:
    """What was looked at, and what was found."""

    books: int = 0
    entries: int = 0
    seals: int = 0
    faults: list[Fault] = field(default_factory=list)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    carried: dict[str, Decimal] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        return not self.faults


def recomputed_hash(entry: LedgerEntry) -> str:
    """The hash the entry must carry, from its own words (select book and project)."""
    text = entry_text(
        book=entry.book.code,
        seq=entry.seq,
        kind=entry.kind,
        from_account=entry.from_account,
        to_account=entry.to_account,
        amount=entry.amount,
        project=entry.project.code if entry.project else "",
        contribution=entry.contribution_id,
        memo=entry.memo,
        on=entry.on,
        at=entry.at,
        by_role=entry.by_role,
        by_mark=entry.by_mark,
        previous_hash=entry.previous_hash,
    )
    return digest(text)


class _Book:
    """The walk through one book."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.seq = 0
        self.hash = BEGINNING
        self.balances: dict[str, Decimal] = {}
        self.of_project: dict[tuple[int, str], Decimal] = {}

    def take(self, entry: LedgerEntry) -> Iterator[str | Promise]:
        """What is wrong with the next entry."""
        if entry.seq != self.seq + 1:
            yield _("an entry before this one is missing")
        if entry.previous_hash != self.hash:
            yield _("it does not follow the entry before it")
        if recomputed_hash(entry) != entry.hash:
            yield _("its content does not fit its hash")
        if who_mark(entry.nonce, entry.by_id) != entry.by_mark:
            yield _("who wrote it has been changed")
        move = MOVES.get(EntryKind(entry.kind)) if entry.kind in EntryKind.values else None
        if move is None or (move.from_account, move.to_account) != (
            entry.from_account,
            entry.to_account,
        ):
            yield _("its accounts do not fit what it does")
        yield from self._add_up(entry)
        self.seq, self.hash = entry.seq, entry.hash

    def _add_up(self, entry: LedgerEntry) -> Iterator[str | Promise]:
        for account, sign in ((entry.from_account, -1), (entry.to_account, 1)):
            self.balances[account] = self.balances.get(account, ZERO) + sign * entry.amount
            if entry.project_id:
                key = (entry.project_id, account)
                self.of_project[key] = self.of_project.get(key, ZERO) + sign * entry.amount
        taken = entry.from_account
        if taken not in SOURCES and self.balances[taken] < 0:
            yield _("an account falls below zero")
        held = self.of_project.get((entry.project_id or 0, taken), ZERO)
        if taken not in (*SOURCES, Account.AVAILABLE) and held < 0:
            yield _("the project does not hold that much")
        if {k: Decimal(v) for k, v in entry.balances.items()} != self.balances:
            yield _("the balances noted with it are not the sums of the entries")


def _rows(books: QuerySet[FundAllocation] | None) -> QuerySet[LedgerEntry]:
    rows = LedgerEntry.objects.select_related("book", "project")
    if books is not None:
        rows = rows.filter(book__in=books)
    return rows.order_by("book__code", "seq").only(
        *(f.attname for f in LedgerEntry._meta.concrete_fields), "book__code", "project__code"
    )


def verify_entries(books: QuerySet[FundAllocation] | None = None) -> Outcome:
    """Walk through all books, or these. Reads each entry once, in pieces."""
    outcome = Outcome()
    walk: _Book | None = None
    for entry in _rows(books).iterator(chunk_size=CHUNK):
        if walk is None or walk.code != entry.book.code:
            walk = _Book(entry.book.code)
            outcome.books += 1
        outcome.entries += 1
        outcome.faults += [Fault(walk.code, entry.seq, what) for what in walk.take(entry)]
        outcome.heads[walk.code] = (entry.seq, entry.hash)
        _note_carried(outcome, entry)
    return outcome


def verify_all() -> Outcome:
    """Everything: entries, carried money on both sides, and the seals over the heads."""
    outcome = verify_entries()
    for code, amount in outcome.carried.items():
        if amount:
            what = _("money was carried over on one side only")
            outcome.faults.append(Fault(code, 0, what))
    _verify_seals(outcome)
    return outcome


def _note_carried(outcome: Outcome, entry: LedgerEntry) -> None:
    """Both entries of a carry-over name the other book; the pair cancels out."""
    if entry.kind == EntryKind.CARRY_OUT:
        pair, amount = f"{entry.book.code} {entry.memo}", entry.amount
    elif entry.kind == EntryKind.CARRY_IN:
        pair, amount = f"{entry.memo} {entry.book.code}", -entry.amount
    else:
        return
    outcome.carried[pair] = outcome.carried.get(pair, ZERO) + amount


def _verify_seals(outcome: Outcome) -> None:
    label = str(pgettext_lazy("ledger", "Seal"))
    number, before = 0, BEGINNING
    sealed: dict[tuple[str, int], str] = {}
    for row in LedgerSeal.objects.order_by("number").iterator(chunk_size=CHUNK):
        outcome.seals += 1
        if row.number != number + 1 or row.previous_hash != before:
            outcome.faults.append(Fault(label, row.number, _("it does not follow the seal before")))
        if digest(seal_text(row.number, row.at, row.previous_hash, row.heads)) != row.hash:
            outcome.faults.append(Fault(label, row.number, _("its content does not fit its hash")))
        number, before = row.number, row.hash
        sealed |= {(code, seq): head for code, seq, head in row.heads}
    outcome.faults += _missing(outcome, sealed)


def _missing(outcome: Outcome, sealed: dict[tuple[str, int], str]) -> list[Fault]:
    """Entries that a seal saw and that are gone, or are others now."""
    wanted: dict[str, dict[int, str]] = {}
    for (code, seq), head in sealed.items():
        wanted.setdefault(code, {})[seq] = head
    faults = []
    for code, by_seq in wanted.items():
        rows: Any = LedgerEntry.objects.filter(book__code=code, seq__in=by_seq)
        there = dict(rows.values_list("seq", "hash"))
        faults += [
            Fault(code, seq, _("the seal saw an entry here that is gone or another one now"))
            for seq, head in by_seq.items()
            if there.get(seq) != head
        ]
    return faults
