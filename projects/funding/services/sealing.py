"""The nightly seal over the newest entries of all books."""

from django.db import connection, transaction
from django.utils import timezone

from projects.funding.chain import BEGINNING, digest, seal_text
from projects.funding.ledger import LedgerEntry, LedgerSeal

SEAL_LOCK = 7_031_301  # advisory lock: one sealer at a time


@transaction.atomic
def seal() -> LedgerSeal | None:
    """Note the head of every book that has moved since the last seal; None if none has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
    last = LedgerSeal.objects.order_by("-number").first()
    known: dict[str, int] = {}
    for heads in LedgerSeal.objects.order_by("number").values_list("heads", flat=True):
        known |= {book: seq for book, seq, _hash in heads}
    newest = LedgerEntry.objects.order_by("book", "-seq").distinct("book")
    now = newest.values_list("book__code", "seq", "hash")
    heads = sorted([code, seq, head] for code, seq, head in now if known.get(code) != seq)
    if not heads:
        return None
    number, at = (last.number + 1 if last else 1), timezone.now()
    before = last.hash if last else BEGINNING
    return LedgerSeal.objects.create(
        number=number,
        at=at,
        heads=heads,
        previous_hash=before,
        hash=digest(seal_text(number, at, before, heads)),
    )
