"""Caps in principle, and the requests for more."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.accounts.staff_pages import for_staff
from core.ui.paging import keyset_page
from projects.funding import queries, services
from projects.funding.caps import CapException, FundCap
from projects.funding.forms import CapForm, DecisionForm, ExceptionForm
from projects.funding.money_views import ask_and_do, done, status_of
from projects.funding.rule_changes import changes_shown
from projects.funding.scopes import cap_changes_over, caps_over, exceptions_seen_by

PAGE = 30
MOST = 200  # rows of the table of caps


@for_staff("funds.see")
@ask_and_do
def caps(request: HttpRequest) -> HttpResponse:
    """The caps of one's areas and above; who may, sets them."""
    user: Any = request.user
    own = user.areas_where("funds.caps")
    if request.method == "POST" and not own:
        raise Http404
    form = CapForm(request.POST or None, areas=own) if own else None
    sent = form is not None and request.method == "POST" and form.is_valid()
    if sent and done(form, lambda: [services.set_cap(by=user, **form.cleaned_data)]):
        messages.success(request, _("Saved."))
        return redirect("funding:caps")
    rows = caps_over(user.areas_where("funds.see")).select_related("area")
    seen = cap_changes_over(user.areas_where("funds.see"))
    fields = {name: FundCap._meta.get_field(name).verbose_name for name in services.CAPPED}
    context = {
        "form": form,
        "caps": rows.order_by("area__path", "-year", "kind")[:MOST],
        "changes": list(changes_shown(seen, fields)),
    }
    status = status_of(form) if form is not None else 200
    return render(request, "projects/funding/caps.html", context, status=status)


@for_staff("funds.see")
@require_safe
def exceptions(request: HttpRequest) -> HttpResponse:
    """Requests for more than a cap, the newest first."""
    user: Any = request.user
    rows = exceptions_seen_by(user).select_related("project", "area")
    if request.GET.get("open"):
        rows = rows.filter(decision=CapException.Decision.OPEN)
    context = {
        "page": keyset_page(rows, request, order=("-id",), size=PAGE),
        "only_open": bool(request.GET.get("open")),
    }
    return render(request, "projects/funding/exceptions.html", context)


@for_staff("funds.see")
@ask_and_do
def exception(request: HttpRequest, pk: int) -> HttpResponse:
    """One request; another person decides."""
    user: Any = request.user
    row = get_object_or_404(exceptions_seen_by(user).select_related("project", "area"), pk=pk)
    may = user.can("funds.exception_approve", row.area)
    if request.method == "POST" and not may:
        raise Http404
    form = DecisionForm(request.POST or None) if may and not row.decision else None
    if form is not None and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        yes = given["approve"] == "yes"
        if done(
            form,
            lambda: services.decide_exception(row, by=user, approve=yes, note=given["note"]),
        ):
            messages.success(request, _("Decided."))
            return redirect("funding:exceptions")
    year = timezone.localdate().year
    context = {
        "row": row,
        "form": form,
        "own": row.requested_by_id == user.pk,
        "cap": queries.cap_for(row.area, year, row.project.kind),
    }
    status = status_of(form) if form is not None else 200
    return render(request, "projects/funding/exception.html", context, status=status)


@for_staff("funds.exception_request")
@ask_and_do
def request_exception(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for more than the cap for one project."""
    user: Any = request.user
    rows = apps.get_model("projects", "MicroProject").objects.select_related("area")
    project: Any = get_object_or_404(rows, code=code.replace("\0", ""))
    if not user.can("funds.exception_request", project.area):
        raise Http404
    form = ExceptionForm(request.POST or None, initial={"amount": project.budget})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        asked = done(
            form,
            lambda: services.request_exception(
                project, given["amount"], by=user, reason=given["reason"]
            ),
        )
        if asked:
            messages.success(request, _("The request is on its way to the subdistrict."))
            return redirect("funding:exception", asked.pk)
    cap = queries.cap_for(project.area, timezone.localdate().year, project.kind)
    context = {"form": form, "project": project, "cap": cap}
    return render(
        request, "projects/funding/request_exception.html", context, status=status_of(form)
    )
