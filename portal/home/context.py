"""The header of every page: the community looked from, and the number to call there."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

from centres.directory.chosen import COOKIE, chosen_community
from centres.directory.queries import centre_of

KEPT = 60  # seconds; a changed number shows everywhere after a minute


def _header(request: HttpRequest) -> tuple[str, str]:
    own = getattr(request.user, "community_id", None)
    key = f"home:header:{own or 'code'}:{0 if own else request.COOKIES[COOKIE][:18]}"
    found: tuple[str, str] | None = cache.get(key)
    if found is None:
        community = chosen_community(request)
        centre = centre_of(community) if community else None
        found = (community.name if community else "", centre.phone if centre else "")
        cache.set(key, found, KEPT)
    return found


def place(request: HttpRequest) -> dict[str, Any]:
    """`brand` and `centre_phone` of the chosen community; nothing for those who chose none."""
    if not getattr(request, "user", None):
        return {}
    if not request.COOKIES.get(COOKIE, "").isdigit() and not getattr(
        request.user, "community_id", None
    ):
        return {}
    name, phone = _header(request)
    return {**({"brand": name} if name else {}), **({"centre_phone": phone} if phone else {})}
