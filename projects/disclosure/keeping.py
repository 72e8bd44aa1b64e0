"""Pages about projects, kept for visitors until anything they tell of changes.

A page tells of steps, money and supporters at once, so it is kept under the versions of all
three; each is changed in the transaction that changes what it stands for.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from core.counters.versions import current_all
from core.ui.caching import KEPT, LOOK_COOKIES, look_of
from projects.delivery.versions import PROJECTS
from projects.funding.services.posting import KIND as LEDGER
from projects.proposals.effects import LISTS

VERSIONS = (PROJECTS, LEDGER, LISTS)


def is_visitor(request: HttpRequest) -> bool:
    """Whoever has a session, or a message waiting, gets a page of her own."""
    personal = (settings.SESSION_COOKIE_NAME, "messages")
    return request.method == "GET" and not any(name in request.COOKIES for name in personal)


def _key(request: HttpRequest) -> str:
    cookies = (request.COOKIES.get(name, "") for name in LOOK_COOKIES)
    parts = (*look_of(request), *cookies, *map(str, current_all(VERSIONS)))
    return f"page:disclosure:{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()}"


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer visitors from the cache while no version has changed."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_visitor(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        body: bytes | None = cache.get(key)
        if body is not None:
            return HttpResponse(body)
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.cookies:
            cache.set(key, response.content, KEPT)
        return response

    return answer
