"""The budget page of an area, and the ledger entries behind each figure."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from centres.directory.chosen import chosen_community
from core.areas.models import Area
from core.ui.caching import kept_for_visitors
from core.ui.paging import keyset_page
from projects.disclosure import budget
from projects.disclosure.by_programme import ENTRIES, programmes_of
from projects.funding.programmes import FundProgramme
from projects.funding.services.posting import KIND as LEDGER

PAGE = 50


def _area(request: HttpRequest, code: str) -> Area:
    """The area named, else the chosen community's district, else the only one there is."""
    rows = Area.objects.filter(level__in=budget.LEVELS).select_related("parent", "subdistrict")
    if code:
        found: Area = get_object_or_404(rows, code=code.replace("\0", ""))
        return found
    community = chosen_community(request)
    if community is not None and community.district_id:
        return rows.get(pk=community.district_id)
    first = rows.filter(level=Area.Level.DISTRICT).order_by("code").first()
    if first is None:
        raise Http404
    return first


def _year(request: HttpRequest) -> int:
    """A year of the books; this one for what is none."""
    given = request.GET.get("year", "")
    this = timezone.localdate().year
    known = len(given) == 4 and given.isdecimal() and 2000 <= int(given) <= 2100
    return int(given) if known else this


def programme_named(area: Area, year: int, code: str) -> FundProgramme | None:
    """The programme with these letters, if it has money here in this year."""
    if not code:
        return None
    return next((one for one in programmes_of(area, year) if one.code == code), None)


def _programme(request: HttpRequest, area: Area, year: int) -> FundProgramme | None:
    """The programme asked for; all of them for what is none."""
    return programme_named(area, year, request.GET.get("programme", ""))


def _asked(year: int, programme: FundProgramme | None) -> str:
    """What the links of the page carry on."""
    return urlencode({"year": year} | ({"programme": programme.code} if programme else {}))


@require_safe
@kept_for_visitors(LEDGER)
def budget_page(request: HttpRequest, code: str = "") -> HttpResponse:
    """Allocated, committed, under contract, paid; public money and other people's apart."""
    area, year = _area(request, code), _year(request)
    programme = _programme(request, area, year)
    found = budget.budget_of(area, year, programme)
    context: dict[str, Any] = {
        "budget": found,
        "asked": _asked(year, programme),
        "area": area,
        "year": year,
        "years": budget.years_with_money(),
        "above": _above(area),
        "mine": chosen_community(request),
    }
    return render(request, "projects/disclosure/budget.html", context)


def budget_asked(request: HttpRequest, code: str) -> budget.Budget:
    """The budget of the area, for the year and programme of the query."""
    area, year = _area(request, code), _year(request)
    return budget.budget_of(area, year, _programme(request, area, year))


def _above(area: Area) -> list[Area]:
    codes = area.path.strip("/").split("/")[:-1]
    return list(Area.objects.filter(code__in=codes, level__in=budget.LEVELS).order_by("path"))


@require_safe
def entries(request: HttpRequest, code: str, figure: str) -> HttpResponse:
    """The rows behind a figure, newest first."""
    if figure not in ENTRIES:
        raise Http404
    area, year = _area(request, code), _year(request)
    programme = _programme(request, area, year)
    rows = budget.entries_behind(area, year, figure, programme)
    page = keyset_page(rows, request, order=("-id",), size=PAGE)
    for entry in page.rows:
        entry.takes_off = budget.takes_off(entry, figure)
    whole = budget.budget_of(area, year, programme)
    shown = next(f for f in (*whole.fiscal, *whole.social) if f.name == figure)
    context = {"page": page, "area": area, "year": year, "figure": shown}
    context |= {"programme": programme, "asked": _asked(year, programme)}
    return render(request, "projects/disclosure/entries.html", context)
