"""Elder mode (长辈版): one cookie, known to every page as `request.elder`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

COOKIE = "elder"
YEAR = 365 * 24 * 3600  # seconds


class ElderMiddleware:
    """Sets `request.elder` from the cookie; the answer varies by cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.elder = request.COOKIES.get(COOKIE) == "1"  # type: ignore[attr-defined]
        return self.get_response(request)
