"""Switches every visitor has: elder mode and language. Both are cookies, both work with a link."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from core.accounts.services import set_language
from core.ui.addresses import next_or
from core.ui.middleware import COOKIE, YEAR


@require_http_methods(["GET", "POST"])
def elder(request: HttpRequest) -> HttpResponse:
    """`on=1` or `on=0` sets elder mode; without it the switch turns. Goes back to `next`."""
    wanted = request.POST.get("on") or request.GET.get("on")
    on = wanted == "1" if wanted in {"0", "1"} else request.COOKIES.get(COOKIE) != "1"
    answer = HttpResponseRedirect(next_or(request))
    if on:
        _remember(answer, COOKIE, "1")
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


@require_http_methods(["GET", "POST"])
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Speak `code` from now on; 404 for a language we do not have. Goes back to `next`."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    answer = HttpResponseRedirect(next_or(request))
    _remember(answer, settings.LANGUAGE_COOKIE_NAME, code)
    if request.user.is_authenticated:
        set_language(request.user, code)
    return answer


def _remember(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
