"""The public ledger as files: exactly what is hashed, so that anybody can verify it offline.

`by`, `nonce` and names never leave; see docs/ledger.md for the format.
"""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Collate

from core.lists.download import csv_lines
from projects.funding.chain import VERSION, cents, utc_text
from projects.funding.ledger import LedgerEntry, LedgerSeal
from projects.funding.programmes import FundAllocation

COLUMNS = (
    *("book", "seq", "kind", "from", "to", "amount", "project", "contribution", "memo", "on"),
    *("at", "by_role", "by_mark", "previous_hash", "hash"),
)
FIELDS = (
    *("book__code", "seq", "kind", "from_account", "to_account", "amount", "project__code"),
    *("contribution_id", "memo", "on", "at", "by_role", "by_mark", "previous_hash", "hash"),
)
SEAL_COLUMNS = ("number", "at", "previous_hash", "hash", "book", "seq", "head")
FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
CHUNK = 2000
VERIFIER = Path(__file__).parent / "offline" / "verify_ledger.py"


def public_row(values: tuple[Any, ...]) -> dict[str, Any]:
    """One entry as published, from the values of FIELDS."""
    row = dict(zip(COLUMNS, values, strict=True))
    row["amount"] = cents(row["amount"])
    row["on"], row["at"] = row["on"].isoformat(), utc_text(row["at"])
    for name in ("project", "contribution"):
        row[name] = "" if row[name] is None else str(row[name])
    return row


def rows_of(books: QuerySet[FundAllocation] | None = None) -> Iterator[dict[str, Any]]:
    """Every entry as published, in the order of the bytes of the books' codes, in pieces."""
    entries = LedgerEntry.objects.order_by(Collate("book__code", "C"), "seq")
    if books is not None:
        entries = entries.filter(book__in=books)
    for values in entries.values_list(*FIELDS).iterator(chunk_size=CHUNK):
        yield public_row(values)


def public_seal(seal: LedgerSeal) -> dict[str, Any]:
    """One seal as published."""
    return {
        "number": seal.number,
        "at": utc_text(seal.at),
        "heads": seal.heads,
        "previous_hash": seal.previous_hash,
        "hash": seal.hash,
    }


def as_csv(books: QuerySet[FundAllocation] | None = None) -> Iterator[bytes]:
    """Header and one line an entry, with the mark by which Excel knows the encoding."""
    return csv_lines(chain([COLUMNS], (row.values() for row in rows_of(books))))


def seals_as_csv() -> Iterator[bytes]:
    """One line for each book that a seal noted; what shows that a ledger was cut off."""
    seals = LedgerSeal.objects.order_by("number").iterator(chunk_size=CHUNK)
    return csv_lines(chain([SEAL_COLUMNS], (line for seal in seals for line in _lines_of(seal))))


def _lines_of(seal: LedgerSeal) -> Iterator[list[Any]]:
    row = public_seal(seal)
    for head in row["heads"]:
        yield [row["number"], row["at"], row["previous_hash"], row["hash"], *head]


def as_json(books: QuerySet[FundAllocation] | None = None) -> Iterator[bytes]:
    """One object: the format's name, all entries, and the seals over them."""
    yield b'{"format": "%s",\n"entries": [' % VERSION.encode()
    mark = b"\n"
    for row in rows_of(books):
        yield mark + json.dumps(row, ensure_ascii=False).encode()
        mark = b",\n"
    yield b'],\n"seals": ['
    mark = b"\n"
    for seal in LedgerSeal.objects.order_by("number").iterator(chunk_size=CHUNK):
        yield mark + json.dumps(public_seal(seal), ensure_ascii=False).encode()
        mark = b",\n"
    yield b"]}\n"


WRITERS = {"csv": as_csv, "json": as_json}
