"""All projects: as a list, on a map, and the rules of the whole thing in one screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from centres.directory.chosen import chosen_community
from centres.directory.queries import centre_of
from core.ui.paging import keyset_page
from projects.delivery.models import MicroProject
from projects.disclosure import queries
from projects.disclosure.filters import ListFilter
from projects.disclosure.keeping import kept
from projects.disclosure.stages import OF_STATE

PAGE = 24


def _asked(request: HttpRequest) -> tuple[ListFilter, bool]:
    """The filter; until one asks for something, one's own community. And whether one asked."""
    given = request.GET.copy()
    given.pop("cursor", None)
    asks = bool(given)
    community = chosen_community(request)
    if community is not None and "area" not in given:
        given["area"] = community.code
    return ListFilter(given), asks


@require_safe
@kept
def project_list(request: HttpRequest) -> HttpResponse:
    """The list, newest first; in front what one can object to just now."""
    form, asks = _asked(request)
    filters = form.asked()
    page = keyset_page(queries.project_list(filters), request, order=("-id",), size=PAGE)
    queries.with_money(page.rows)
    first = not asks and "cursor" not in request.GET
    context = {
        "form": form,
        "page": page,
        "area": filters.area,
        "asks": asks,
        "more_open": _more(form),
        "everything": f"{reverse('disclosure:list')}?area=",
        "notices": queries.in_notice(filters.area) if first else [],
    }
    return render(request, "projects/disclosure/list.html", context)


@require_safe
@kept
def project_map(request: HttpRequest) -> HttpResponse:
    """Where they are; the same places as a list for whoever sees no map."""
    form, _asks = _asked(request)
    rows = queries.on_map(form.asked())
    shown = rows[: queries.MOST_PLACES]
    context = {
        "form": form,
        "places": [_place(row) for row in shown],
        "more_open": _more(form),
        "more": len(rows) > len(shown),
    }
    return render(request, "projects/disclosure/map.html", context)


def _more(form: ListFilter) -> bool:
    """Whether one of the folded questions is asked."""
    return any(form.data.get(name) for name in ("kind", "category", "year"))


TONES = {"work": "", "done": "ok", "stopped": "neutral"}


def _place(row: MicroProject) -> dict[str, Any]:
    stage = OF_STATE[row.status]
    return {
        "lat": row.latitude,
        "lon": row.longitude,
        "title": row.title,
        "text": stage.label,
        "href": row.get_absolute_url(),
        "tone": TONES.get(stage.name, ""),
    }


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """民生微实事 explained in one screen, with the number of one's own centre."""
    community = chosen_community(request)
    context = {"community": community, "centre": centre_of(community) if community else None}
    return render(request, "projects/disclosure/about.html", context)
