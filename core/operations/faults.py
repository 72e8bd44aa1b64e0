"""What a person (or a program) is told when something is refused or went wrong.

Programs get the API's one shape; people get a page that says what to do next. A page for a
fault must not fault itself: it falls back to `500.html`, which needs neither base nor database.
"""

import logging
import math
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

logger = logging.getLogger("linli.faults")
BACK_AGAIN = 10  # seconds a restart of the database takes, more or less


def _messages() -> dict[int, tuple[str, str]]:
    return {
        400: ("bad_request", _("We could not read what was sent. Please go back and try again.")),
        403: ("forbidden", _("You may not do this here.")),
        404: ("not_found", _("There is nothing at this address.")),
        413: ("too_large", _("What you sent is too large. Please send less, or smaller pictures.")),
        429: ("too_many_requests", _("Too many tries. Please wait a moment and try again.")),
        503: ("unavailable", _("We are away for a moment. Please try again in a minute.")),
        500: ("server_error", _("Something went wrong on our side. It has been noted.")),
    }


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: the API, or someone who accepts JSON and not HTML."""
    accept = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or (
        "application/json" in accept and "text/html" not in accept
    )


def answer(
    request: HttpRequest, status: int, *, message: str = "", code: str = "", **context: Any
) -> HttpResponse:
    """The page or the JSON for this status, never cached."""
    usual_code, usual_message = _messages()[status]
    message = message or usual_message
    response: HttpResponse
    if wants_json(request):
        error = {"code": code or usual_code, "message": message, "fields": {}}
        response = JsonResponse({"error": error}, status=status)
    else:
        response = _page(request, status, {"status": status, "message": message, **context})
    add_never_cache_headers(response)
    return response


def _page(request: HttpRequest, status: int, context: dict[str, Any]) -> HttpResponse:
    if status < 500:
        try:
            return render(request, f"{status}.html", context, status=status)
        except Exception:
            logger.exception("the page for %s failed", status)
    return HttpResponse(render_to_string("500.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 with `Retry-After` when it was the database that could not be reached."""
    if not isinstance(sys.exception(), InterfaceError | OperationalError):
        return answer(request, 500)
    response = answer(request, 503)
    response["Retry-After"] = str(BACK_AGAIN)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    return answer(request, 413)


def too_many(request: HttpRequest, *, retry_after: int = 60) -> HttpResponse:
    """429 with `Retry-After` in seconds."""
    response = answer(request, 429, minutes=math.ceil(retry_after / 60))
    response["Retry-After"] = str(retry_after)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An old tab, or cookies switched off: say so, the person can mend it."""
    message = _("This page was open for too long. Please go back, reload it and send it again.")
    return answer(request, 403, message=message, code="csrf")
