"""Money that comes into a book and leaves it again, whatever the projects."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.errors import NotAllowed, Refused
from projects.funding import queries
from projects.funding.errors import Overspent
from projects.funding.kinds import ProgrammeKind, Unspent
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation, FundProgramme
from projects.funding.rule_changes import RuleChange, note_change
from projects.funding.services.posting import checked, lock, post
from projects.funding.table import Account, EntryKind

PROGRAMMED = ("name", "code", "kind", "floor", "for_projects", "unspent")


def open_book(programme: FundProgramme, area: Area, year: int) -> FundAllocation:
    """The programme's book for an area and year, opened when there is none; it begins empty.

    Raises Refused for an area outside the programme's district.
    """
    if not area.path.startswith(programme.area.path):
        raise Refused(_("This programme is for another district."), field="area")
    code = f"{programme.code}-{area.code}-{year}"
    book, _new = FundAllocation.objects.get_or_create(
        programme=programme, area=area, year=year, defaults={"code": code}
    )
    return book


@transaction.atomic
def open_with(
    *, programme: FundProgramme, area: Area, year: int, amount: Decimal, by: User, memo: str = ""
) -> LedgerEntry:
    """Open a book with its first allocation. Raises NotAllowed, Refused."""
    return allocate(open_book(programme, area, year), amount, by=by, memo=memo)


@transaction.atomic
def save_programme(programme: FundProgramme, *, by: User) -> FundProgramme:
    """Add or change a programme; a change is put on record. Raises NotAllowed, ValidationError
    by field."""
    if not by.can("funds.programmes", programme.area):
        raise NotAllowed
    programme.full_clean()
    was = FundProgramme.objects.select_for_update().filter(pk=programme.pk).first()
    programme.save()
    if was is not None:
        note_change(
            programme.area,
            RuleChange.What.PROGRAMME,
            by=by,
            about=programme.code,
            before={name: getattr(was, name) for name in PROGRAMMED},
            after={name: getattr(programme, name) for name in PROGRAMMED},
        )
    return programme


def _allowed(by: User | None, book: FundAllocation) -> None:
    if by is not None and not by.can("funds.allocate", book.area):
        raise NotAllowed
    if book.programme.kind == ProgrammeKind.SOCIAL:
        raise Refused(_("What others give is recorded with its project, not allocated."))


@transaction.atomic
def allocate(
    book: FundAllocation, amount: Decimal, *, by: User | None, memo: str = ""
) -> LedgerEntry:
    """Put public money into the book. Raises NotAllowed, Refused."""
    _allowed(by, book)
    lock([book.pk])
    return post(book, EntryKind.ALLOCATE, amount, by=by, memo=memo)


@transaction.atomic
def take_back(
    book: FundAllocation, amount: Decimal, *, by: User | None, memo: str = ""
) -> LedgerEntry:
    """Take free money out of the book again. Raises NotAllowed, Overspent, Refused."""
    _allowed(by, book)
    lock([book.pk])
    _needs(book, checked(amount))
    return post(book, EntryKind.TAKE_BACK, amount, by=by, memo=memo)


@transaction.atomic
def carry_over(
    book: FundAllocation, *, by: User | None, into_year: int
) -> tuple[LedgerEntry, LedgerEntry]:
    """Carry all that is free into the programme's book of a later year, in one transaction.

    What is committed or contracted stays and is paid from here. Raises NotAllowed, and Refused
    while the year runs, when nothing is free, or when the programme takes the rest back.
    """
    _allowed(by, book)
    if book.programme.unspent != Unspent.CARRIED:
        raise Refused(_("What is left of this programme is taken back, not carried over."))
    if timezone.localdate().year <= book.year:
        raise Refused(_("The year of this book is not over yet."))
    if into_year <= book.year:
        raise Refused(_("Money is carried into a later year."), field="into_year")
    next_book = open_book(book.programme, book.area, into_year)
    lock([book.pk, next_book.pk])
    free = queries.balance(book, Account.AVAILABLE)
    if not free:
        raise Refused(_("Nothing is free in this book."))
    out = post(book, EntryKind.CARRY_OUT, free, by=by, memo=next_book.code)
    into = post(next_book, EntryKind.CARRY_IN, free, by=by, memo=book.code)
    return out, into


def _needs(book: FundAllocation, amount: Decimal) -> None:
    """The book, locked, holds that much. Raises Overspent."""
    free = queries.balance(book, Account.AVAILABLE)
    if amount > free:
        raise Overspent(free, amount)
