"""What whoever holds a role must do first: a second factor, and a password that is not too old."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core.accounts.passwords import is_password_too_old
from core.accounts.second_factor import lacks_second_factor

OPEN_PATHS = ("/account/", "/static/", "/healthz/", "/readyz/", "/metrics", "/ui/")


def _asks_for_data(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or bool(request.headers.get("HX-Request"))


def _refusal(code: str, message: str) -> JsonResponse:
    return JsonResponse({"error": {"code": code, "message": message, "fields": {}}}, status=403)


class SecondFactorMiddleware:
    """Sends role holders without a second factor to set one up.

    Asked anew at each request (one look-up by index), so that one taken away counts at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.LINLI_REQUIRE_MFA or self._may_pass(request):
            return self.get_response(request)
        if _asks_for_data(request):
            return _refusal("second_factor_missing", _("Set up your second factor first."))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))

    def _may_pass(self, request: HttpRequest) -> bool:
        if request.path.startswith(OPEN_PATHS):
            return True
        user = request.user
        return not user.is_authenticated or not lacks_second_factor(user)


class PasswordAgeMiddleware:
    """Sends role holders whose password is too old to choose another (`LINLI_PASSWORD_DAYS`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.LINLI_PASSWORD_DAYS or request.path.startswith(OPEN_PATHS):
            return self.get_response(request)
        if not request.user.is_authenticated or not is_password_too_old(request.user):
            return self.get_response(request)
        text = _("Your password is older than %(days)s days. Please choose a new one.")
        message = text % {"days": settings.LINLI_PASSWORD_DAYS}
        if _asks_for_data(request):
            return _refusal("password_too_old", message)
        messages.warning(request, message)
        return HttpResponseRedirect(reverse("account_change_password"))
