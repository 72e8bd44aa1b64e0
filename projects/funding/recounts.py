"""How the figures of the ledger are counted anew from its entries (core.counters.rebuilding)."""

from django.db.models import Sum

from core.counters.rebuilding import declare_recount
from core.counters.services import Change, Counted, record
from projects.funding.ledger import LedgerEntry
from projects.funding.services.posting import KIND


def _entries() -> None:
    rows = LedgerEntry.objects.order_by().values("area", "on", "kind", "project__kind")
    for row in rows.annotate(yuan=Sum("amount")).iterator(chunk_size=2000):
        what = Counted(row["project__kind"] or "", {"yuan": row["yuan"]})
        record(KIND, row["area"], row["on"], [Change(row["kind"], what, entered=1)])


declare_recount(KIND, _entries)
