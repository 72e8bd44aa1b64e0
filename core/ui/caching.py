"""Pages and fragments kept under a version, so that they are right at once after a change."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache, caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import engines
from django.template.loader import render_to_string
from django.utils.translation import get_language

from core.counters import versions

KEPT = 300  # seconds: "2 days ago" may be this late
NEAR = 60  # seconds on top of it in the memory of a process
TOKEN = "the-token-of-whoever-asks"  # noqa: S105 - stands where her CSRF token goes
FRAME = ("brand", "centre_phone", "unread_notices")  # what context processors tell the layout
LOOK_COOKIES = ("community",)  # what changes the frame of a visitor's page


def look_of(request: HttpRequest) -> tuple[str, ...]:
    """What makes one person's view of public content differ from another's: never who she is."""
    elder = "elder" if getattr(request, "elder", False) else ""
    return (request.get_full_path(), get_language() or "", elder)


def cached(name: str, parts: tuple[str, ...], make: Callable[[], str], *, version: str = "") -> str:
    """What `make` gives, kept until the version (`name` unless told) changes.

    Holds public content only.
    """
    return _cached_at(_key(name, parts, version), make)


def _cached_at(key: str, make: Callable[[], str]) -> str:
    found: str | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT)
    return found


def cached_near(name: str, parts: tuple[str, ...], version: int, make: Callable[[], str]) -> str:
    """As `cached`, in the memory of this process: for what is read sooner than Redis answers.

    As right as the other: the version comes from the database. Holds public content only.
    """
    key = _key_at(name, parts, version)
    found: str | None = caches["near"].get(key)
    if found is None:
        found = make()
        caches["near"].set(key, found, NEAR)
    return found


def kept_by_content(name: str, parts: tuple[str, ...], make: Callable[[], str]) -> str:
    """What `make` draws, kept under all that it shows or rests on: right whatever happens.

    `parts` must name each word and figure in it that can change, or what they are read from;
    nothing personal.
    """
    return _cached_at(_key_at(name, parts, 0), make)


def kept_for_visitors(name: str) -> Callable[[Any], Any]:
    """Keep whole pages for people who are not signed in, until the version `name` changes.

    A request with a session, or with a message waiting, is never answered from here.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _is_visitor(request):
                return view(request, *args, **kwargs)
            cookies = tuple(request.COOKIES.get(c, "") for c in LOOK_COOKIES)
            key = _key(f"page:{name}", (*look_of(request), *cookies), version=name)
            body: bytes | None = cache.get(key)
            if body is not None:
                return HttpResponse(body)
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.cookies:
                cache.set(key, response.content, KEPT)
            return response

        return answer

    return decorate


def shared_page(
    request: HttpRequest, name: str, template: str, make: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """A page of public content, shared by all whose frame looks the same.

    The frame is what the layout shows of a person: her community and its number, how many
    messages wait, whether she has a desk. `make` gives the context when nothing is kept; it
    must hold nothing personal. The CSRF token is put in last.
    """
    if "messages" in request.COOKIES or "_messages" in request.session:
        return render(request, template, make())
    parts = (*look_of(request), *_frame_of(request, template))
    place, version = f"shared:{name}", versions.current(name)

    def drawn() -> str:
        return render_to_string(template, {**make(), "csrf_token": TOKEN}, request)

    html = cached_near(
        place, parts, version, lambda: _cached_at(_key_at(place, parts, version), drawn)
    )
    return HttpResponse(html.replace(TOKEN, get_token(request)))


def _frame_of(request: HttpRequest, template: str) -> tuple[str, ...]:
    shown: dict[str, Any] = {}
    engine: Any = engines["django"]
    for processor in engine.engine.template_context_processors:
        shown.update(processor(request))
    user = request.user
    staff = user.is_authenticated and user.holds_role
    facts = [shown.get(fact, "") for fact in FRAME]
    return (template, str(user.is_authenticated), str(staff), *(str(fact) for fact in facts))


def _is_visitor(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HX-Request" not in request.headers
    )


def _key(name: str, parts: tuple[str, ...], version: str = "") -> str:
    return _key_at(name, parts, versions.current(version or name))


def _key_at(name: str, parts: tuple[str, ...], version: int) -> str:
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    return f"{name}:{version}:{digest}"
