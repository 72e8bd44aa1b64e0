"""The front page, the choice of community, and the pages that explain."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from centres.directory.chosen import chosen_community, remember
from core.areas.models import Area
from core.ui.addresses import next_or
from core.ui.nav import url_or_nothing
from portal.home import queries, services
from portal.home.forms import CommunityFilter


def _tiles(request: HttpRequest) -> list[dict[str, Any]]:
    """The big ways in; one whose page does not exist is left out."""
    if getattr(request, "elder", False):
        mine = "me:home" if request.user.is_authenticated else "wishes:track"
        ways = [
            ("wishes:new", _("Make a wish"), "heart", "red", ""),
            ("wishes:wall", _("See the wish wall"), "message", "blue", ""),
            ("disclosure:list", _("Small works in the community"), "tool", "gold", ""),
            ("directory:list", _("Find a centre, call"), "phone", "green", ""),
            (mine, _("How far is my matter?"), "clock", "purple", ""),
        ]
    else:
        ways = [
            ("wishes:new", _("Make a wish"), "heart", "red", _("Small things that help")),
            ("wishes:wall", _("Wish wall"), "message", "blue", _("Make one come true")),
            ("directory:list", _("Find a centre"), "building", "green", _("Open now? How far?")),
            (
                "disclosure:list",
                _("Micro-projects"),
                "tool",
                "gold",
                pgettext("tile", "Where the money goes"),
            ),
        ]
    found = [
        (url_or_nothing(name), label, sign, tone, hint) for name, label, sign, tone, hint in ways
    ]
    return [
        {"href": url, "label": label, "sign": sign, "tone": tone, "hint": hint}
        for url, label, sign, tone, hint in found
        if url
    ]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My community, its centre, four ways in, my wish, what the wall waits for, whom to call."""
    community = chosen_community(request)
    elder = getattr(request, "elder", False)
    signed_in = request.user.is_authenticated
    fresh = [] if elder else queries.fresh_wishes(community)
    context = {
        "community": community,
        "centre": queries.centre_with_state(community),
        "tiles": _tiles(request),
        "followed": queries.followed_wish(request.user) if signed_in and not elder else None,
        "fresh": fresh,
        "open_now": queries.open_now(community),
    }
    return render(request, "portal/home/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def community(request: HttpRequest) -> HttpResponse:
    """Choose the community to look from; kept on the account, or in a cookie on this device."""
    if request.method == "POST":
        code = request.POST.get("code", "")[:18]
        chosen = get_object_or_404(Area, code=code, level=Area.Level.COMMUNITY)
        if request.user.is_authenticated:
            services.choose_community(request.user, chosen)
        answer = redirect(next_or(request))
        remember(answer, chosen, secure=settings.SESSION_COOKIE_SECURE)
        return answer
    form = CommunityFilter(request.GET or None)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    context = {
        "form": form,
        "by_subdistrict": queries.communities_named(text),
        "chosen": chosen_community(request),
        "next": next_or(request),
    }
    return render(request, "portal/home/community.html", context)


@require_safe
def text_page(request: HttpRequest, page: str) -> HttpResponse:
    """About, privacy, accessibility: short and true."""
    return render(request, f"portal/home/{page}.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what everyone may read; forms and staff pages are not for them."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/account/", "/admin/", "/api/", "/me/", "/desk/")),
        *(f"Disallow: {path}" for path in ("/help/", "/feedback/", "/ui/")),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
