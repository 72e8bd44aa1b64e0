"""The projects of one's areas, as staff keep them: list, quick tabs, export."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.counters.queries import stock_in
from core.lists.tabs import Tab, tabs
from core.ui.addresses import query_without
from core.ui.paging import keyset_page
from projects.delivery import queries
from projects.delivery.exporting import PROJECTS, with_contracts
from projects.delivery.filters import TAB_LABELS, TABS, StaffFilter
from projects.delivery.queries import Filters
from projects.delivery.services.objecting import objections_to_answer
from projects.delivery.states import KIND

PAGE = 30
ASKED = ("q", "status", "kind", "category", "area", "tab")


@for_staff("projects.see")
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """The list of one's areas, newest first or by deadline; all narrowing is in the address."""
    user: Any = request.user
    areas = user.widest_areas("projects.see")
    form = StaffFilter(request.GET or None, areas=areas)
    asked = form.asked()
    rows = queries.staff_list(user, asked)
    order: tuple[str, ...] = ("-id",)
    if form.by_deadline:
        rows, order = rows.filter(due_at__isnull=False), ("due_at", "id")
    context = {
        "form": form,
        "areas": areas,
        "page": keyset_page(rows, request, order=order, size=PAGE),
        "tabs": _tabs(request, areas, asked),
        "narrowed": any(request.GET.get(name) for name in ASKED),
        "query": query_without(request, "cursor"),
        "objections": objections_to_answer(user),
        "to_look_at": queries.count_to_look_at(user),
        "may_set": user.can_somewhere("projects.settings"),
        "may_see_vendors": user.can_somewhere("projects.see"),
    }
    return render(request, "projects/delivery/manage.html", context)


@for_staff("projects.see")
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list as narrowed, as a file."""
    user: Any = request.user
    asked = StaffFilter(request.GET or None, areas=user.widest_areas("projects.see")).asked()
    rows = with_contracts(queries.staff_list(user, asked))
    return PROJECTS.answer_or_back(request, form, rows, back="delivery:manage")


def _tabs(request: HttpRequest, areas: tuple[Area, ...], asked: Filters) -> list[Tab]:
    """The tabs with counts from the counters, of the place and kind asked for.

    Words and categories cannot be counted that way: then the tabs carry no figures.
    """
    places = (asked.area,) if asked.area else areas
    counts = None if asked.q or asked.category else stock_in(KIND, places, facet=asked.kind)
    current = "-" if request.GET.get("status") else request.GET.get("tab", "")
    counted = {name: states for name, states in TABS.items() if name != "due"}
    return tabs(request, TAB_LABELS, counted, counts, current=current)
