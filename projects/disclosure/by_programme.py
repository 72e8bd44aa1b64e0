"""The year of one programme in an area: summed from the entries of its books.

The counters know no programme, so this reads the entries; it counts the same ones as the page
without a filter does.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from core.areas.models import Area
from core.areas.scope import within
from projects.funding.kinds import ProgrammeKind
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation, FundProgramme
from projects.funding.table import EntryKind as E

# the entries behind each figure; those that take off are shown with a minus
ENTRIES: dict[str, tuple[tuple[E, ...], tuple[E, ...]]] = {
    "appropriated": ((E.ALLOCATE,), (E.TAKE_BACK,)),
    "committed": ((E.COMMIT,), (E.UNCOMMIT,)),
    "contracted": ((E.CONTRACT,), (E.REDUCE, E.FORFEIT)),
    "paid": ((E.PAY, E.RELEASE_RETENTION), (E.REFUND,)),
    "pledged": ((E.PLEDGE,), (E.UNPLEDGE,)),
    "received": ((E.RECEIVE,), ()),
}
Sums = dict[str, Decimal]


def _nothing() -> Sums:
    return {name: Decimal(0) for name in ENTRIES}


@dataclass
class Year:
    """The sums of the area, of each part of it by key, and of each kind of project, in yuan."""

    whole: Sums = field(default_factory=_nothing)
    parts: dict[int, Sums] = field(default_factory=dict)
    kinds: dict[str, Sums] = field(default_factory=dict)

    def add(self, sums: Sums, kind: str, amount: Decimal) -> None:
        for name, (plus, minus) in ENTRIES.items():
            if kind in plus:
                sums[name] += amount
            elif kind in minus:
                sums[name] -= amount


def entries_of(area: Area, year: int, programme: FundProgramme | None) -> QuerySet[LedgerEntry]:
    """The entries of a year that count in an area, of one programme or of all."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = LedgerEntry.objects.within(area).filter(on__gte=first, on__lte=last)  # type: ignore[attr-defined]
    return rows if programme is None else rows.filter(book__programme=programme)


def year_of(area: Area, year: int, programme: FundProgramme, parts: Sequence[Area]) -> Year:
    """The sums of one programme's year. One query."""
    found = Year(parts={part.pk: _nothing() for part in parts})
    rows = entries_of(area, year, programme).order_by()
    by = ("kind", "subdistrict", "community", "project__kind")
    for row in rows.values(*by).annotate(yuan=Sum("amount")):
        targets = [found.whole]
        targets += [
            found.parts[pk] for pk in found.parts if pk in (row["subdistrict"], row["community"])
        ]
        if row["project__kind"]:
            targets.append(found.kinds.setdefault(row["project__kind"], _nothing()))
        for sums in targets:
            found.add(sums, row["kind"], row["yuan"])
    return found


def programmes_of(area: Area, year: int) -> list[FundProgramme]:
    """The public programmes that have a book for this area and year, there, below or above."""
    above = Q(area__code__in=area.path.strip("/").split("/"), programme__for_projects=True)
    books = FundAllocation.objects.filter(within([area]) | above, year=year)
    rows = FundProgramme.objects.filter(pk__in=books.values("programme"))
    return list(rows.exclude(kind=ProgrammeKind.SOCIAL).order_by("code"))
