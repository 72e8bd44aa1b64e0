"""The books of one's areas, and each of them entry by entry."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.ui.addresses import query_without
from core.ui.paging import keyset_page
from projects.funding import queries
from projects.funding.exporting import BOOK
from projects.funding.filters import BookFilter, EntryFilter
from projects.funding.kinds import ProgrammeKind, Unspent
from projects.funding.lines import BookLine, Figures
from projects.funding.programmes import FundAllocation
from projects.funding.scopes import books_seen_by
from projects.funding.staff_access import find_book
from projects.funding.table import Account

PAGE = 30
MOST_FLOORS = 20  # communities under the floor that the list names


@for_staff("funds.see")
@require_safe
def book_list(request: HttpRequest) -> HttpResponse:
    """The books of a year with what they hold; sums over all that the filter shows."""
    user: Any = request.user
    areas = user.widest_areas("funds.see")
    seen = books_seen_by(user)
    years = list(seen.order_by("-year").values_list("year", flat=True).distinct())
    form = BookFilter(request.GET or None, areas=areas, years=years)
    year, kind, area = form.asked()
    rows = seen.filter(year=year)
    rows = rows.filter(programme__kind=kind) if kind else rows
    rows = rows.within(area) if area else rows  # type: ignore[attr-defined]
    public = rows.exclude(programme__kind=ProgrammeKind.SOCIAL)
    missing = [gap for place in ([area] if area else areas) for gap in _gaps(place, year)]
    page = keyset_page(
        queries.with_balances(rows).select_related("programme", "area"),
        request,
        order=("code",),
        size=PAGE,
    )
    context = {
        "form": form,
        "areas": areas,
        "year": year,
        "page": page,
        "books": [BookLine(book) for book in page.rows],
        "total": Figures(queries.summed(queries.with_balances(public))),
        "gaps": missing[:MOST_FLOORS],
        "more_gaps": max(len(missing) - MOST_FLOORS, 0),
        "may_open": user.can_somewhere("funds.allocate"),
        "may_cap": user.can_somewhere("funds.caps"),
        "may_set": user.can_somewhere("funds.programmes"),
    }
    return render(request, "projects/funding/list.html", context)


def _gaps(area: Area, year: int) -> list[queries.BelowFloor]:
    """Floors are a matter of the running year; past ones cannot be mended."""
    return queries.below_floor(area, year) if year >= timezone.localdate().year else []


@for_staff("funds.see")
@require_safe
def book_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One book: what it holds, and its entries, the newest first."""
    user: Any = request.user
    book = find_book(user, code)
    form = EntryFilter(request.GET or None)
    rows = form.narrowed(book.entries.select_related("project"))
    may = user.can("funds.allocate", book.area) and book.programme.kind != ProgrammeKind.SOCIAL
    over = timezone.localdate().year > book.year
    held = queries.balances(book)
    context = {
        "book": book,
        "form": form,
        "page": keyset_page(rows, request, order=("-seq",), size=PAGE),
        "held": Figures(held),
        "is_social": book.programme.kind == ProgrammeKind.SOCIAL,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "query": query_without(request, "cursor"),
        "may_allocate": may,
        "may_carry": may
        and over
        and book.programme.unspent == Unspent.CARRIED
        and held[Account.AVAILABLE] > 0,
        "must_take_back": may
        and over
        and book.programme.unspent == Unspent.TAKEN_BACK
        and held[Account.AVAILABLE] > 0,
        "floor": _floor(book, held),
    }
    return render(request, "projects/funding/book.html", context)


def _floor(book: FundAllocation, held: queries.Balances) -> Decimal | None:
    """What a community's fund still lacks, or None."""
    if not book.programme.floor or book.area.level != Area.Level.COMMUNITY:
        return None
    missing = book.programme.floor + held[Account.APPROPRIATION]
    return missing if missing > 0 else None


@for_staff("funds.see")
@require_safe
def export(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    """The book as narrowed, for a spreadsheet, in the words of the page."""
    user: Any = request.user
    book = find_book(user, code)
    rows = EntryFilter(request.GET or None).narrowed(book.entries.select_related("project"))
    return BOOK.answer(form, rows.order_by("seq"), by=user, name=book.code)
