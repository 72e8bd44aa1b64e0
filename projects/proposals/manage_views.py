"""The proposals of one's areas, as staff keep them: list, quick tabs, export."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.counters.queries import stock_in
from core.lists.tabs import Tab, tabs
from core.ui.addresses import query_without
from core.ui.paging import keyset_page
from projects.proposals import queries
from projects.proposals.exporting import PROPOSALS
from projects.proposals.filters import TABS, StaffFilter
from projects.proposals.queries import Filters
from projects.proposals.states import KIND

PAGE = 30
LABELS: dict[str, str | Promise] = {
    "look": gettext_lazy("To decide"),
    "asked": gettext_lazy("Waiting for an answer"),
    "listed": gettext_lazy("Shortlisted"),
    "": gettext_lazy("All"),
}


@for_staff("proposals.see")
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """The list of one's areas, newest number first; every narrowing stays in the address."""
    user: Any = request.user
    areas = user.widest_areas("proposals.see")
    form = StaffFilter(request.GET or None, areas=areas)
    asked = form.asked()
    context = {
        "form": form,
        "page": keyset_page(queries.staff_list(user, asked), request, order=("-id",), size=PAGE),
        "tabs": _tabs(request, areas, asked),
        "narrowed": any(request.GET.get(name) for name in ("q", "status", "source", "area", "tab")),
        "query": query_without(request, "cursor"),
        "may_enter": user.can_somewhere("proposals.enter"),
        "may_import": user.can_somewhere("proposals.import"),
        "may_call": user.can_somewhere("calls.manage"),
    }
    return render(request, "projects/proposals/manage.html", context)


@for_staff("proposals.see")
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list as narrowed, as a file; names and phones are masked."""
    user: Any = request.user
    asked = StaffFilter(request.GET or None, areas=user.widest_areas("proposals.see")).asked()
    rows = queries.staff_list(user, asked)
    return PROPOSALS.answer_or_back(request, form, rows, back="proposals:manage")


def _tabs(request: HttpRequest, areas: tuple[Area, ...], asked: Filters) -> list[Tab]:
    """The tabs with counts from the counters, of the place and source asked for.

    Words cannot be counted that way: while somebody searches, the tabs carry no figures.
    """
    places = (asked.area,) if asked.area else areas
    counts = None if asked.q else stock_in(KIND, places, facet=asked.source)
    current = next((n for n in LABELS if TABS.get(n, ()) == tuple(asked.statuses)), "-")
    return tabs(request, LABELS, TABS, counts, current=current)
