"""Following a wish without an account: tracking code and four digits, and the paper slip."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from centres.directory.queries import centre_of
from core.tracking.door import Door
from volunteers.wishes import rules
from volunteers.wishes.detail_views import find, told
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.tracking import VERBS, act_by_tracking, track


def _rows() -> QuerySet[MicroWish]:
    return MicroWish.objects.select_related("area")


door = Door("wishes", "volunteers/wishes", _rows, track, act_by_tracking, tuple(VERBS))


@never_cache
@require_safe
def tracked(request: HttpRequest) -> HttpResponse:
    """Her wish, its way, and her own steps."""
    try:
        wish = door.followed(request)
    except Http404:
        return redirect("wishes:track")
    context = {
        "wish": wish,
        "steps": told(wish, own=True),
        "arrows": door.steps_of(wish),
        "phone": _phone(wish) if wish.next_door else "",
    }
    return render(request, "volunteers/wishes/tracked.html", context)


@never_cache
@require_safe
def made(request: HttpRequest) -> HttpResponse:
    """It has arrived: number, tracking code, what happens next, the slip."""
    try:
        wish = door.followed(request)
    except Http404:
        return redirect("wishes:track")
    return render(request, "volunteers/wishes/made.html", {"wish": wish})


@never_cache
@require_safe
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """The paper slip in large type: number, tracking code, QR; for her and who speaks for her."""
    if door.follows(request, code):
        wish = door.followed(request)
    else:
        wish = find(request, code)
        if not rules.speaks_for(request.user, wish):
            raise Http404
    context = {"wish": wish, "qr": door.qr(request, wish), "phone": _phone(wish)}
    return render(request, "volunteers/wishes/slip.html", context)


def _phone(wish: MicroWish) -> str:
    """The telephone of the centre that answers for the wish, wherever the page is opened."""
    centre = centre_of(wish.area)
    return centre.phone if centre else ""
