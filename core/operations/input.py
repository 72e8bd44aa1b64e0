"""Input that no form should have to think about: huge bodies, broken encodings, NUL bytes.

PostgreSQL cannot store NUL, and no person types it; it comes with what was pasted. The fields of
forms and of the API say so themselves, beside the field and with what was typed. Here is what
no field sees: the address, and what a view reads for itself.
"""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils import translation

from core.operations import faults

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class InputGuardMiddleware:
    """Refuses a body over `LONGEST_BODY` with 413 before reading it.

    A NUL byte in a page's query is left out, so a search goes on without it; in a path or in a
    program's query it is refused with 400, and so is one that got as far as the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _declared_length(request) > settings.LONGEST_BODY:
            return _refuse(request, faults.too_large)
        query = request.META.get("QUERY_STRING", "")
        nul = ("%00" in query or "\0" in query) and _any_nul(QueryDict(query).lists())
        if "\0" in request.path or (nul and faults.wants_json(request)):
            return _refuse(request, faults.bad_request)
        if nul:
            request.META["QUERY_STRING"] = _without_nul(query)
        try:
            if request.content_type in FORMS:
                _ = request.POST  # read here, so that what cannot be read has one answer
        except (RequestDataTooBig, TooManyFilesSent):
            return _refuse(request, faults.too_large)
        except (UnreadablePostError, RawPostDataException):
            return _refuse(request, faults.bad_request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The last net under views that read what was sent without a form."""
        if isinstance(error, DataError | ValueError) and "NUL (0x00)" in str(error):
            return faults.bad_request(request)
        return None


def _refuse(request: HttpRequest, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """In the person's language, which is found out only after us."""
    with translation.override(translation.get_language_from_request(request)):
        return answer(request)


def _declared_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _any_nul(fields: Iterable[tuple[str, list[str]]]) -> bool:
    return any("\0" in name or any("\0" in v for v in values) for name, values in fields)


def _without_nul(query: str) -> str:
    clean = QueryDict(mutable=True)
    for name, values in QueryDict(query).lists():
        clean.setlist(name.replace("\0", ""), [v.replace("\0", "") for v in values])
    return clean.urlencode()
