"""One id for each request, one line in the log about it, one observation in the metrics."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from core.operations import metrics

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
logger = logging.getLogger("linli.request")
current_id: ContextVar[str] = ContextVar("request_id", default="")


def route_of(request: HttpRequest) -> str:
    """The route's pattern, never the address itself: addresses can carry tracking codes."""
    match = getattr(request, "resolver_match", None)
    return (match.route or "/") if match else "unrouted"


class RequestMiddleware:
    """Takes over X-Request-ID from our proxy (or makes one) and answers with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        token = current_id.set(request_id)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            self._record(request, response, time.perf_counter() - began)
        finally:
            current_id.reset(token)
        response["X-Request-ID"] = request_id
        return response

    def _record(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        route = route_of(request)
        if route in ("healthz/", "readyz/", "metrics"):
            return
        metrics.observe_request(request.method or "", route, response.status_code, seconds)
        logger.info(
            "request",
            extra={
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round(seconds * 1000, 1),
            },
        )
