"""The board of an area, the rows behind each figure, and its table as a file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from core.counters.panels import panels
from core.ui.caching import kept_by_content, look_of
from core.ui.paging import keyset_page
from portal.dashboard.areas import place_for, tops
from portal.dashboard.board import Parts, Shown
from portal.dashboard.charts import months_chart
from portal.dashboard.exports import FORMS, file_name, table_file
from portal.dashboard.periods import CHOICES, CUSTOM, Chosen, chosen
from portal.dashboard.rows import lines, metric_named, narrowed, valued, whole, with_matter
from portal.dashboard.rules import VIEW
from portal.reports.downloads import attachment

PAGE = 30


@login_required
@require_safe
def board(request: HttpRequest, code: str = "") -> HttpResponse:
    """Figures, charts and the areas below, for a period; 404 outside one's scope."""
    place = place_for(request.user, code, VIEW)
    choice = chosen(request.GET)
    offered = panels()
    context: dict[str, Any] = {
        "place": place,
        "choice": choice,
        "choices": [(name, label) for name, (label, _make) in CHOICES.items()],
        "custom": CUSTOM,
        "tops": tops(request.user, VIEW),
        "panels": offered,
        "parts": drawn(request, Parts(offered, place, choice)),
        "typed": {k: request.GET.get(k, "") for k in ("since", "until")},
    }
    return render(request, "portal/dashboard/board.html", context)


def drawn(request: HttpRequest, parts: Parts) -> str:
    """All rooms' parts, read and drawn anew when something moved that they rest on."""

    def make() -> str:
        return "".join(_part(request, part, parts.choice) for part in parts.shown())

    return mark_safe(kept_by_content("board", (*look_of(request), *parts.state()), make))  # noqa: S308 - templates drew it


def _part(request: HttpRequest, part: Shown, choice: Chosen) -> str:
    """One room's part, drawn anew only when a figure or a word of its own changed."""

    def make() -> str:
        context = {"part": part, "chart_data": months_chart(part), "choice": choice}
        return render_to_string("portal/dashboard/_part.html", context)

    return kept_by_content("board-part", (*look_of(request), *part.told), make)


@login_required
@require_safe
def rows(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The rows one figure counts, limited to what this person may see."""
    place = place_for(request.user, code, VIEW)
    choice = chosen(request.GET)
    metric = metric_named(name)
    if metric is None or metric.rows is None:
        raise Http404
    found = metric.rows(place.area, choice.period.since, choice.period.until, request.user)
    if found is None:
        raise Http404
    if isinstance(found, str):
        return redirect(found)
    found = valued(narrowed(found, metric, request.GET), metric)
    page = keyset_page(with_matter(found), request, order=("-id",), size=PAGE)
    context = {
        "place": place,
        "choice": choice,
        "metric": metric,
        "page": page,
        "whole": whole(found, metric),
        "lines": lines(page.rows, request.user, metric),
    }
    return render(request, "portal/dashboard/rows.html", context)


@login_required
@require_safe
def export(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The table of areas as CSV or XLSX."""
    if form not in FORMS:
        raise Http404
    place = place_for(request.user, code, VIEW)
    period = chosen(request.GET)
    body = table_file(form, place.area, period.period, Parts(panels(), place, period).shown())
    name = file_name(place.area, period.period, form)
    return attachment(body, name=name, content_type=FORMS[form])
