"""Input that no form should have to think about: huge bodies, NUL bytes, broken encodings."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils import translation

from core.operations import faults

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class InputGuardMiddleware:
    """Refuses a body over `LONGEST_BODY` with 413 before reading it, and NUL bytes with 400.

    PostgreSQL cannot store NUL, and no person types it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _declared_length(request) > settings.LONGEST_BODY:
            return _refuse(request, faults.too_large)
        try:
            if "\0" in request.path or _has_nul(request):
                return _refuse(request, faults.bad_request)
        except (RequestDataTooBig, TooManyFilesSent):
            return _refuse(request, faults.too_large)
        except (UnreadablePostError, RawPostDataException):
            return _refuse(request, faults.bad_request)
        return self.get_response(request)


def _refuse(request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """In the person's language, which is found out only after us."""
    with translation.override(translation.get_language_from_request(request)):
        return answer(request)


def _declared_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _has_nul(request: HttpRequest) -> bool:
    raw = request.META.get("QUERY_STRING", "")
    if ("%00" in raw or "\0" in raw) and _any_nul(request.GET):
        return True
    return request.content_type in FORMS and _any_nul(request.POST)


def _any_nul(fields: object) -> bool:
    return any("\0" in key or any("\0" in v for v in values) for key, values in fields.lists())  # type: ignore[attr-defined]
