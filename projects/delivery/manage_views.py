"""The projects of one's areas, as staff keep them: list, quick tabs, export."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.counters import queries as counters
from core.ui.paging import keyset_page
from projects.delivery import exporting, queries
from projects.delivery.filters import TAB_LABELS, TABS, StaffFilter
from projects.delivery.queries import Filters
from projects.delivery.services.objecting import objections_to_answer
from projects.delivery.states import KIND

PAGE = 30
ASKED = ("q", "status", "kind", "category", "area", "tab")


@dataclass(frozen=True)
class Tab:
    """One quick way to narrow the list, with how many projects stand behind it."""

    label: str | Promise
    href: str
    count: int | None
    current: bool


def areas_of(user: User, ability: str = "projects.see") -> tuple[Area, ...]:
    """The areas of an ability, each once and without those inside another."""
    areas = {area.pk: area for area in user.areas_where(ability)}.values()
    return tuple(
        a for a in areas if not any(a.path.startswith(b.path) for b in areas if b.pk != a.pk)
    )


@for_staff("projects.see")
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """The list of one's areas, newest first or by deadline; all narrowing is in the address."""
    user: Any = request.user
    areas = areas_of(user)
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
        "query": _without(request, "cursor"),
        "objections": objections_to_answer(user),
        "may_set": user.can_somewhere("projects.settings"),
        "may_see_vendors": user.can_somewhere("projects.see"),
    }
    return render(request, "projects/delivery/manage.html", context)


@for_staff("projects.see")
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list as narrowed, as a file."""
    if form not in exporting.FORMS:
        raise Http404
    user: Any = request.user
    asked = StaffFilter(request.GET or None, areas=areas_of(user)).asked()
    rows = queries.staff_list(user, asked)
    if rows.order_by()[exporting.MOST : exporting.MOST + 1].exists():
        said = _("That is more than %(most)s projects. Please narrow the list first.")
        messages.warning(request, said % {"most": exporting.MOST})
        back = redirect("delivery:manage")
        back["Location"] += f"?{_without(request, 'cursor')}"
        return back
    return exporting.answer(form, rows, by=user)


def _without(request: HttpRequest, *names: str, **values: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    for name, value in values.items():
        query[name] = value
    return query.urlencode()


def _tabs(request: HttpRequest, areas: tuple[Area, ...], asked: Filters) -> list[Tab]:
    """The tabs with counts from the counters, of the place and kind asked for.

    Words and categories cannot be counted that way: then the tabs carry no figures.
    """
    countable = not (asked.q or asked.category)
    counts = _counts((asked.area,) if asked.area else areas, asked.kind) if countable else None
    chosen = request.GET.get("tab", "")
    tabs = []
    for name, label in TAB_LABELS.items():
        states = TABS[name]
        query = _without(request, "cursor", "status", "tab", **({"tab": name} if name else {}))
        number = None
        if counts is not None and name != "due":
            number = int(sum(n for s, n in counts.items() if s in states or not name))
        current = name == chosen and not request.GET.get("status")
        tabs.append(Tab(label, f"{request.path}?{query}", number, current))
    return tabs


def _counts(areas: tuple[Area, ...], kind: str) -> dict[str, Decimal]:
    """How many projects stand in each state now; one query an area."""
    found: dict[str, Decimal] = {}
    for area in areas:
        for facet, states in counters.stock_by_facet(KIND, area).items():
            for state, number in states.items() if kind in ("", facet) else ():
                found[state] = found.get(state, Decimal(0)) + number
    return found
