"""The proposals of one's areas, as staff keep them: list, quick tabs, export."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from core.areas.models import Area
from core.counters import queries as counters
from core.ui.paging import keyset_page
from projects.proposals import exporting, queries
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


@dataclass(frozen=True)
class Tab:
    """One quick way to narrow the list, with how many proposals stand behind it."""

    label: str | Promise
    href: str
    count: int | None
    current: bool


def areas_of(user: User) -> tuple[Area, ...]:
    """The areas a person sees proposals of, each once and without those inside another."""
    areas = {area.pk: area for area in user.areas_where("proposals.see")}.values()
    return tuple(
        a for a in areas if not any(a.path.startswith(b.path) for b in areas if b.pk != a.pk)
    )


@for_staff("proposals.see")
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """The list of one's areas, newest number first; every narrowing stays in the address."""
    user: Any = request.user
    areas = areas_of(user)
    form = StaffFilter(request.GET or None, areas=areas)
    asked = form.asked()
    context = {
        "form": form,
        "page": keyset_page(queries.staff_list(user, asked), request, order=("-id",), size=PAGE),
        "tabs": _tabs(request, areas, asked),
        "narrowed": any(request.GET.get(name) for name in ("q", "status", "source", "area", "tab")),
        "query": _without(request, "cursor"),
        "may_enter": user.can_somewhere("proposals.enter"),
        "may_import": user.can_somewhere("proposals.import"),
        "may_call": user.can_somewhere("calls.manage"),
    }
    return render(request, "projects/proposals/manage.html", context)


@for_staff("proposals.see")
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list as narrowed, as a file; names and phones are masked."""
    if form not in exporting.FORMS:
        raise Http404
    user: Any = request.user
    asked = StaffFilter(request.GET or None, areas=areas_of(user)).asked()
    rows = queries.staff_list(user, asked)
    if rows.order_by()[exporting.MOST : exporting.MOST + 1].exists():
        said = _("That is more than %(most)s proposals. Please narrow the list, by community.")
        messages.warning(request, said % {"most": exporting.MOST})
        back = redirect("proposals:manage")
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
    """The tabs with counts from the counters, of the place and source asked for.

    Words cannot be counted that way: while somebody searches, the tabs carry no figures.
    """
    counts = None if asked.q else _counts((asked.area,) if asked.area else areas, asked.source)
    tabs = []
    for name, label in LABELS.items():
        states = TABS.get(name, ())
        query = _without(request, "cursor", "status", "tab", **({"tab": name} if name else {}))
        number = None
        if counts is not None:
            number = int(sum(n for s, n in counts.items() if s in states or not name))
        tabs.append(Tab(label, f"{request.path}?{query}", number, tuple(asked.statuses) == states))
    return tabs


def _counts(areas: tuple[Area, ...], source: str) -> dict[str, Decimal]:
    """How many proposals stand in each state now; one query an area."""
    found: dict[str, Decimal] = {}
    for area in areas:
        for facet, states in counters.stock_by_facet(KIND, area).items():
            for state, number in states.items() if source in ("", facet) else ():
                found[state] = found.get(state, Decimal(0)) + number
    return found
