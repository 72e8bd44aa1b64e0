"""The desk: what waits for me, most urgent first."""

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.desk import unclaimed
from portal.desk.candidates import Place
from portal.desk.queries import desk_of
from portal.desk.rules import WORK
from portal.desk.stats import figures

SALT = "portal.desk"


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Staff see what waits in their areas, everybody what waits for them in person."""
    after = _read(request.GET.get("cursor", ""))
    areas = sorted(request.user.areas_where(WORK), key=lambda a: (a.path.count("/"), a.code))
    desk = desk_of(request.user, after)
    first = after is None
    context = {
        "work": desk,
        "areas": areas,
        "now": timezone.now(),
        "first": first,
        "figures": figures(areas) if first else [],
        "unclaimed": unclaimed.lines(request, areas) if first else "",
        "next_cursor": _write(desk.next_place) if desk.next_place else "",
        "layout": "layouts/staff.html" if request.user.holds_role else "layouts/resident.html",
    }
    answer = render(request, "portal/desk/today.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _write(place: Place) -> str:
    return signing.dumps([place.due_at.isoformat(), place.kind, place.pk], salt=SALT)


def _read(text: str) -> Place | None:
    """The place in a cursor; one that is not ours leads to the first page."""
    try:
        due_at, kind, pk = signing.loads(text, salt=SALT)
        return Place(dt.datetime.fromisoformat(due_at), kind, int(pk))
    except (signing.BadSignature, ValueError, TypeError):
        return None
