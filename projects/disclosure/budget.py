"""Where the public money of an area goes in a year: read from the counters and the heads of books.

Whatever the volume, it costs the same: flows come from the counters of the ledger (one query for
the area and all parts of it), and what a book holds stands on its newest entry.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.areas.models import Area
from core.areas.scope import within
from core.counters.figures import Cell, read_cells, total
from core.counters.metrics import Metric, metric
from core.counters.periods import Period, year_of
from projects.delivery.kinds import ProjectKind
from projects.disclosure.by_programme import ENTRIES, Year, entries_of, programmes_of
from projects.disclosure.by_programme import year_of as year_of_programme
from projects.funding.kinds import ProgrammeKind
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation, FundProgramme
from projects.funding.queries import held_by, with_balances
from projects.funding.table import Account

ZERO = Decimal(0)
FISCAL = ("funds.appropriated", "funds.committed", "funds.contracted", "funds.paid")
SOCIAL = ("funds.pledged", "funds.received")
LEVELS = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.COMMUNITY)


@dataclass(frozen=True)
class Figure:
    """One sum of the year with its definition, in yuan."""

    name: str
    label: Any
    definition: Any
    amount: Decimal


@dataclass(frozen=True)
class Part:
    """An area, or a kind of project, with its own sums by name of the figure."""

    label: Any
    sums: dict[str, Decimal]
    area: Area | None = None
    name: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(self.sums.values())


@cache
def _ledger_path() -> str:
    """Resolved once: a district's page leads to some hundreds of them."""
    return reverse("funding:download_book", args=["BOOK", "form"])


@dataclass(frozen=True)
class Book:
    """One book of the year, as its newest entry has it."""

    book: FundAllocation
    appropriated: Decimal
    committed: Decimal
    paid: Decimal
    available: Decimal
    carried: Decimal

    @property
    def files(self) -> list[tuple[str, str]]:
        """Its ledger to take away: the form, and its address."""
        path = _ledger_path().replace("BOOK", self.book.code)
        return [(form.upper(), path.replace(".form", f".{form}")) for form in ("csv", "json")]


@dataclass(frozen=True)
class Budget:
    """Everything the page of an area and year shows."""

    area: Area
    year: int
    fiscal: list[Figure]
    social: list[Figure]
    kinds: list[Part]
    parts: list[Part]
    books: list[Book]
    programmes: list[FundProgramme]
    programme: FundProgramme | None = None

    @property
    def sums(self) -> dict[str, Decimal]:
        return {figure.name: figure.amount for figure in (*self.fiscal, *self.social)}

    @property
    def most(self) -> Decimal:
        return max((f.amount for f in self.fiscal), default=ZERO)

    @property
    def is_empty(self) -> bool:
        return not any(f.amount for f in (*self.fiscal, *self.social)) and not self.books


def _names() -> dict[str, Metric]:
    return {name.partition(".")[2]: metric(name) for name in (*FISCAL, *SOCIAL)}


def _value(one: Metric, cells: Sequence[Cell]) -> Decimal:
    if one.of is not None:
        return total(cells, one.of)
    assert one.combine is not None
    return one.combine(*(_value(part, cells) for part in one.parts)) or ZERO


def children(area: Area) -> list[Area]:
    """The subdistricts or communities of an area, by code: never ranked."""
    return list(Area.objects.filter(parent=area, level__in=LEVELS).order_by("code"))


def books_of(area: Area, year: int, programme: FundProgramme | None = None) -> list[Book]:
    """The books of an area, of those below it and of those above that may pay here."""
    above = Q(area__code__in=area.path.strip("/").split("/"), programme__for_projects=True)
    rows = FundAllocation.objects.filter(within([area]) | above, year=year)
    rows = rows.exclude(programme__kind=ProgrammeKind.SOCIAL)
    if programme is not None:
        rows = rows.filter(programme=programme)
    rows = rows.select_related("programme", "area").order_by("area__path", "code")
    return [_book(row) for row in with_balances(rows)]


def _book(row: FundAllocation) -> Book:
    held = held_by(row)
    return Book(
        row,
        -held[Account.APPROPRIATION],
        held[Account.COMMITTED] + held[Account.CONTRACTED] + held[Account.RETENTION],
        held[Account.PAID],
        held[Account.AVAILABLE],
        held[Account.CARRIED],
    )


def budget_of(area: Area, year: int, programme: FundProgramme | None = None) -> Budget:
    """The year of an area, with its parts and its books, of all programmes or of one.

    The same few queries, however much there is.
    """
    parts = children(area)
    found = (
        _counted(area, year, parts) if programme is None else _read(area, year, parts, programme)
    )
    names = _names()

    def figures(chosen: Sequence[str]) -> list[Figure]:
        short = [name.partition(".")[2] for name in chosen]
        return [Figure(n, names[n].label, names[n].definition, found.whole[n]) for n in short]

    return Budget(
        area,
        year,
        figures(FISCAL),
        figures(SOCIAL),
        [Part(kind.label, found.kinds[kind.value], name=kind.value) for kind in ProjectKind],
        [Part(one.name, found.parts[one.pk], one) for one in parts],
        books_of(area, year, programme),
        programmes_of(area, year),
        programme,
    )


def _counted(area: Area, year: int, parts: Sequence[Area]) -> Year:
    """From the counters: the same cost whatever the volume."""
    names = _names()
    counts = [count for one in names.values() for count in one.counts()]
    period: Period = year_of(dt.date(year, 1, 1))
    cells: dict[int, list[Cell]] = {}
    for cell in read_cells(counts, [area, *parts], [period]):
        cells.setdefault(cell.area, []).append(cell)
    mine = cells.get(area.pk, [])
    return Year(
        _sums(names, mine),
        {one.pk: _sums(names, cells.get(one.pk, [])) for one in parts},
        {k.value: _sums(names, [c for c in mine if c.facet == k.value]) for k in ProjectKind},
    )


def _read(area: Area, year: int, parts: Sequence[Area], programme: FundProgramme) -> Year:
    """From the entries of one programme."""
    found = year_of_programme(area, year, programme, parts)
    for kind in ProjectKind:
        found.kinds.setdefault(kind.value, dict.fromkeys(ENTRIES, ZERO))
    return found


def _sums(names: dict[str, Metric], cells: Sequence[Cell]) -> dict[str, Decimal]:
    return {name: _value(one, cells) for name, one in names.items()}


def entries_behind(
    area: Area, year: int, figure: str, programme: FundProgramme | None = None
) -> QuerySet[LedgerEntry]:
    """The entries a figure of the page counts, newest first by id; KeyError for no figure."""
    plus, minus = ENTRIES[figure]
    rows = entries_of(area, year, programme).filter(kind__in=(*plus, *minus))
    return rows.select_related("book", "project").order_by("-id")


def takes_off(entry: LedgerEntry, figure: str) -> bool:
    """Whether the entry lowers the figure."""
    return entry.kind in ENTRIES[figure][1]


def years_with_money() -> list[int]:
    """The years anybody may ask for, newest first: those of the books, and this one."""
    found = set(FundAllocation.objects.order_by().values_list("year", flat=True).distinct())
    return sorted(found | {timezone.localdate().year}, reverse=True)
