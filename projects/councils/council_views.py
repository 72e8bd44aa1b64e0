"""Councils as everybody sees them: charter, terms, members by their part, meetings."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from centres.directory.chosen import chosen_community
from core.ui.paging import keyset_page
from projects.councils import queries
from projects.councils.bodies import ResidentsCouncil
from projects.councils.meetings.queries import charter_in_force
from projects.councils.rules import RUN

PAGE = 24


def find_council(code: str) -> ResidentsCouncil:
    """The council of this area; 404 when there is none."""
    rows = ResidentsCouncil.objects.select_related("area")
    return get_object_or_404(rows, area__code=code.replace("\0", ""))


@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    """All councils; that of one's own community stands apart."""
    community = chosen_community(request)
    rows = ResidentsCouncil.objects.select_related("area").order_by("-id")
    own = rows.filter(area=community).first() if community else None
    context = {"own": own, "page": keyset_page(rows, request, order=("-id",), size=PAGE)}
    return render(request, "projects/councils/list.html", context)


@require_safe
def council(request: HttpRequest, code: str) -> HttpResponse:
    """One council: what it is, by which rules, who is in it, when it met."""
    found = find_council(code)
    members = found.members.in_office().order_by(F("role").asc(), "id")
    term = found.terms.first()
    context: dict[str, Any] = {
        "council": found,
        "term": term,
        "charters": found.charters.all(),
        "charter": charter_in_force(found, timezone.localdate()),
        "members": sorted(members, key=lambda m: ("chair", "vice_chair", "member").index(m.role)),
        "share": _share(term),
        "meetings": queries.public_meetings(found)[:PAGE],
        "elections": found.elections.order_by("-id")[:PAGE],
        "may_run": request.user.is_authenticated and request.user.can(RUN, found.area),
    }
    return render(request, "projects/councils/council.html", context)


def _share(term: Any) -> int | None:
    """Party members per hundred seats, to the nearest whole number; None while unknown."""
    if term is None or term.party_members is None or not term.seats:
        return None
    return int((200 * term.party_members + term.seats) // (2 * term.seats))


@require_safe
def charter(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One version of the charter, word for word."""
    found = find_council(code)
    context = {"council": found, "charter": get_object_or_404(found.charters, version=version)}
    return render(request, "projects/councils/charter.html", context)
