"""Staff sessions end after half an hour without a request (`STAFF_IDLE_MINUTES`)."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.operations import faults

SEEN = "seen_at"
STAFF = "holds_role"
GRAIN = 60  # seconds: the session is written at most once a minute


class IdleTimeoutMiddleware:
    """Signs out anyone with a role who was idle; residents and visitors cost nothing here.

    Whether a person holds a role is asked once a minute, when the session is written anyway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            now = int(time.time())
            idle = now - request.session.get(SEEN, now)
            if idle > settings.STAFF_IDLE_MINUTES * 60 and request.session.get(STAFF, True):
                logout(request)
                return self._ended(request)
            if idle >= GRAIN or SEEN not in request.session:
                request.session[SEEN] = now
                request.session[STAFF] = bool(getattr(request.user, "holds_role", False))
        return self.get_response(request)

    def _ended(self, request: HttpRequest) -> HttpResponse:
        sign_in = reverse("account_login")
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204)
            response["HX-Redirect"] = sign_in
            return response
        if faults.wants_json(request):
            return faults.answer(request, 403, code="session_ended")
        if request.method == "GET":
            return redirect(f"{sign_in}?next={request.get_full_path()}")
        return redirect(sign_in)
