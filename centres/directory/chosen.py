"""Which community a visitor looks from: her account's, or the one she chose on this device."""

from django.http import HttpRequest, HttpResponse

from core.areas.models import Area

COOKIE = "community"
YEAR = 365 * 24 * 3600  # seconds


def chosen_community(request: HttpRequest) -> Area | None:
    """The community of the person signed in, else of the cookie; None when neither says so.

    Read once per request. A cookie that names no community of ours counts as none.
    """
    if not hasattr(request, "_chosen_community"):
        request._chosen_community = _read(request)  # type: ignore[attr-defined]
    found: Area | None = request._chosen_community  # type: ignore[attr-defined]
    return found


def _read(request: HttpRequest) -> Area | None:
    own = getattr(request.user, "community_id", None)
    communities = Area.objects.filter(level=Area.Level.COMMUNITY).select_related("subdistrict")
    if own:
        return communities.filter(pk=own).first()
    code = request.COOKIES.get(COOKIE, "")
    return communities.filter(code=code).first() if code.isdigit() and len(code) < 19 else None


def remember(response: HttpResponse, community: Area, *, secure: bool) -> HttpResponse:
    """Keep the choice on this device for a year. It names a community, never a place or person."""
    response.set_cookie(
        COOKIE, community.code, max_age=YEAR, samesite="Lax", secure=secure, httponly=True
    )
    return response
