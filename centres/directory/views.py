"""The directory as everyone sees it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from centres.directory import queries
from centres.directory.chosen import chosen_community
from centres.directory.filters import MOST, CentreFilter
from centres.directory.forms import PlaceForm
from centres.directory.models import ServiceCentre
from centres.directory.wording import week_lines, words_for
from core.areas.boundaries import outlines
from core.areas.models import Area
from core.ui.qr import qr_svg

MOST_OUTLINES = 60


def _map_places(centres: list[ServiceCentre]) -> list[dict[str, Any]]:
    return [
        {
            "lat": c.latitude,
            "lon": c.longitude,
            "title": c.name,
            "text": words_for(c.state).label,
            "href": c.get_absolute_url(),
            "tone": c.state.tone,
        }
        for c in centres
        if c.latitude is not None
    ]


def _outlines(centres: list[ServiceCentre]) -> list[dict[str, Any]]:
    """Boundaries of the communities of centres with a place on the map, where they are known.

    None on a map of too many, where they would only be weight.
    """
    found = {c.community_id for c in centres if c.latitude is not None}
    if len(found) > MOST_OUTLINES:
        return []
    return outlines(Area.objects.filter(pk__in=found, boundary__isnull=False).order_by("code"))


def _mine(request: HttpRequest) -> ServiceCentre | None:
    community = chosen_community(request)
    centre = queries.centre_of(community) if community else None
    if centre:
        centre.state = queries.open_state(centre)
    return centre


@require_safe
def centre_list(request: HttpRequest) -> HttpResponse:
    """The list with its map. In elder mode the first question is where one lives."""
    form = CentreFilter(request.GET or None, centres=ServiceCentre.objects.visible_to(request.user))
    asks_where = bool(getattr(request, "elder", False)) and not request.GET
    rows = [] if asks_where else form.rows()
    context = {
        "form": form,
        "rows": rows[:MOST],
        "more": len(rows) > MOST,
        "places": _map_places(rows[:MOST]),
        "outlines": _outlines(rows[:MOST]),
        "mine": _mine(request) if not request.GET else None,
        "asks_where": asks_where,
    }
    return render(request, "centres/directory/list.html", context)


@never_cache
@require_POST
def nearest(request: HttpRequest) -> HttpResponse:
    """The nearest centres to a position that arrives in the body and is not kept anywhere."""
    form = PlaceForm(request.POST)
    found = []
    if form.is_valid():
        visible = ServiceCentre.objects.visible_to(request.user)
        found = queries.nearest(visible, form.cleaned_data["lon"], form.cleaned_data["lat"])
        states = queries.open_states([near.centre for near in found])
        for near in found:
            near.centre.state = states[near.centre.pk]
    template = "_near.html" if request.headers.get("HX-Request") else "near.html"
    return render(
        request,
        f"centres/directory/{template}",
        {"found": found, "form": form},
        status=200 if form.is_valid() else 400,
    )


def _seen(request: HttpRequest, pk: int) -> ServiceCentre:
    visible = ServiceCentre.objects.visible_to(request.user).select_related("area")
    centre: ServiceCentre = get_object_or_404(visible, pk=pk)
    return centre


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One centre: open now?, the week with its exceptions, how to call and get there, rooms."""
    centre = _seen(request, pk)
    centre.state = queries.open_state(centre)
    user = request.user
    context = {
        "centre": centre,
        "week": queries.week_of(centre),
        "exceptions": queries.exceptions_ahead(centre),
        "rooms": queries.rooms_by_access(centre),
        "photos": centre.photos.select_related("image"),
        "places": _map_places([centre]),
        "outlines": _outlines([centre]),
        "may_edit": user.is_authenticated and user.can("directory.edit", centre.area),
    }
    return render(request, "centres/directory/detail.html", context)


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice for the door in large type: hours, exceptions, phone, QR to this page."""
    centre = _seen(request, pk)
    context = {
        "centre": centre,
        "exceptions": queries.exceptions_ahead(centre),
        "lines": week_lines(centre),
        "qr": qr_svg(request.build_absolute_uri(centre.get_absolute_url())),
    }
    return render(request, "centres/directory/sheet.html", context)
