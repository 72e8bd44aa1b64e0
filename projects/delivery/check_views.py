"""The checks of one's areas: what was reported, where to look unasked, and each one's steps."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.accounts.staff_pages import for_staff
from core.areas.scope import within
from core.ui.paging import keyset_page
from core.workflow.engine import available
from core.workflow.queries import timeline
from core.workflow.views import TransitionView
from projects.delivery import concentration
from projects.delivery.check_workflow import OPEN
from projects.delivery.checks import SiteCheck
from projects.delivery.contract_list import years_to_ask
from projects.delivery.file_views import told
from projects.delivery.models import MicroProject
from projects.delivery.splitting import SplittingFlag

PAGE, UNSEEN = 30, 10


@for_staff("projects.see")
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """Reports about projects, the open ones first asked for; and projects nobody looked at."""
    user: Any = request.user
    every = request.GET.get("show") == "all"
    rows = SiteCheck.objects.visible_to(user).select_related("project", "area")
    if not every:
        rows = rows.filter(status__in=OPEN)
    context = {
        "page": keyset_page(rows, request, order=("-id",), size=PAGE),
        "every": every,
        "unseen": unseen(user) if user.can_somewhere("projects.spot_check") else [],
    }
    return render(request, "projects/delivery/checks.html", context)


def unseen(user: Any) -> list[MicroProject]:
    """Where to look unasked: accepted within two years, never checked, the dearest first."""
    since = timezone.now() - dt.timedelta(days=730)
    rows = MicroProject.objects.filter(
        within(user.areas_where("projects.spot_check")),
        accepted_at__gte=since,
        checks__isnull=True,
    )
    return list(rows.select_related("area").order_by("-budget", "pk")[:UNSEEN])


@for_staff("projects.see")
@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """One check: what was reported, the way so far, what one may do."""
    user: Any = request.user
    rows = SiteCheck.objects.visible_to(user).select_related("project__area", "area")
    one = get_object_or_404(rows, code=code.replace("\0", ""))
    looks = user.can("projects.check", one.area) or user.can("projects.spot_check", one.area)
    context = {
        "check": one,
        "project": one.project,
        "looks": looks,
        "arrows": available(one, user),
        "steps": told(timeline(one)),
    }
    return render(request, "projects/delivery/check.html", context)


class CheckTransitionView(TransitionView):
    """The form behind each button of a check."""

    model = SiteCheck

    def more_context(self) -> dict[str, Any]:
        return {"layout": "layouts/staff.html"}


@for_staff("projects.see")
@require_safe
def splits(request: HttpRequest) -> HttpResponse:
    """Suspected splits in one's areas, the newest first; the open ones unless all are asked for."""
    user: Any = request.user
    every = request.GET.get("show") == "all"
    areas = within(user.areas_where("projects.see"), prefix="project__")
    rows = SplittingFlag.objects.filter(areas).select_related(
        "project__area", "other", "answered_by"
    )
    if not every:
        rows = rows.filter(verdict="")
    context = {
        "page": keyset_page(rows, request, order=("-id",), size=PAGE),
        "every": every,
        "may_answer": user.can_somewhere("projects.approve"),
    }
    return render(request, "projects/delivery/splits.html", context)


def _asked(request: HttpRequest) -> tuple[Any, int]:
    user: Any = request.user
    areas = user.widest_areas("projects.see")
    area = next((a for a in areas if a.code == request.GET.get("area")), areas[0])
    year = request.GET.get("year", "")
    this = timezone.localdate().year
    valid = year.isascii() and year.isdigit() and 2000 <= int(year) <= this
    return area, int(year) if valid else this


@for_staff("projects.see")
@require_safe
def vendors_share(request: HttpRequest) -> HttpResponse:
    """How much of the contracts of a year each vendor got, here and in each community."""
    area, year = _asked(request)
    user: Any = request.user
    context = {
        "area": area,
        "areas": user.widest_areas("projects.see"),
        "year": year,
        "years": years_to_ask(),
        **concentration.of_area(area, year),
    }
    return render(request, "projects/delivery/concentration.html", context)


@for_staff("projects.see")
@require_safe
def vendors_share_export(request: HttpRequest, form: str) -> Any:
    """The same as a file."""
    area, year = _asked(request)
    return concentration.as_file(form, area, year)
