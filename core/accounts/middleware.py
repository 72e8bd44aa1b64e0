"""Whoever holds a role sets up a second factor before anything else (`LINLI_REQUIRE_MFA`)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.accounts.second_factor import has_second_factor


class SecondFactorMiddleware:
    """Sends role holders without a second factor to set one up.

    Asked anew at each request (one look-up by index), so that one taken away counts at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.LINLI_REQUIRE_MFA or self._may_pass(request):
            return self.get_response(request)
        if request.path.startswith("/api/") or request.headers.get("HX-Request"):
            message = _("Set up your second factor first.")
            error = {"code": "second_factor_missing", "message": message, "fields": {}}
            return JsonResponse({"error": error}, status=403)
        return HttpResponseRedirect(reverse("mfa_activate_totp"))

    def _may_pass(self, request: HttpRequest) -> bool:
        open_paths = ("/account/", "/static/", "/healthz/", "/readyz/", "/metrics", "/ui/")
        if request.path.startswith(open_paths):
            return True
        user = request.user
        if not user.is_authenticated or not (user.holds_role or user.is_staff):
            return True
        return has_second_factor(user)
