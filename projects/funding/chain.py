"""The canonical text of an entry and of a seal, and their hashes.

The database computes the same in its trigger; docs/ledger.md publishes it, and the offline
verifier repeats it without us. A change here is a change of the format: raise the version.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

VERSION = "linli-ledger-1"
SEAL_VERSION = "linli-seal-1"
BEGINNING = "0" * 64


def utc_text(moment: dt.datetime) -> str:
    """2026-03-01T04:05:06.000007Z."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def cents(amount: Decimal) -> str:
    """Always two decimals: 1000.00."""
    return f"{amount:.2f}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def entry_text(
    *,
    book: str,
    seq: int,
    kind: str,
    from_account: str,
    to_account: str,
    amount: Decimal,
    project: str,
    contribution: Any,
    memo: str,
    on: dt.date,
    at: dt.datetime,
    by_role: str,
    by_mark: str,
    previous_hash: str,
) -> str:
    """The fifteen lines whose SHA-256 is the hash of an entry."""
    lines = [VERSION, book, str(seq), kind, from_account, to_account, cents(amount), project]
    lines += ["" if contribution is None else str(contribution), memo, on.isoformat()]
    lines += [utc_text(at), by_role, by_mark, previous_hash]
    return "\n".join(lines)


def who_mark(nonce: Any, by: int | None) -> str:
    """What is published instead of who wrote an entry."""
    return digest(f"{nonce}:{'' if by is None else by}")


def seal_text(
    number: int, at: dt.datetime, previous_hash: str, heads: Iterable[Sequence[Any]]
) -> str:
    """The lines whose SHA-256 is the hash of a seal: its own four, then one for each book."""
    lines = [SEAL_VERSION, str(number), utc_text(at), previous_hash]
    return "\n".join([*lines, *(f"{book} {seq} {head}" for book, seq, head in heads)])
