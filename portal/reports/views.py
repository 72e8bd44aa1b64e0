"""The list of reports, asking for one, watching it being made, taking it home."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.ui.paging import keyset_page
from core.workflow.errors import WorkflowError
from portal.reports.downloads import attachment
from portal.reports.files import CONTENT_TYPES
from portal.reports.forms import FundsForm, ReportForm
from portal.reports.models import Format, ReportRun
from portal.reports.queries import reports_for
from portal.reports.rules import REQUEST, VIEW
from portal.reports.services import request_report, retry
from portal.reports.tasks import build_report

PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Reports within one's scope, newest first; asking for one is a POST of its form."""
    if not request.user.can_somewhere(VIEW):
        raise Http404
    may_ask = request.user.can_somewhere(REQUEST)
    of_funds = request.POST.get("form") == ReportRun.Form.FUNDS
    asked = FundsForm if of_funds else ReportForm
    forms = {"form": ReportForm, "funds": FundsForm} if may_ask else {}
    shown = {name: form(user=request.user) for name, form in forms.items() if form is not asked}
    form = asked(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST":
        if not may_ask:
            raise PermissionDenied
        if form.is_valid():
            return _ask(request, form)
    if may_ask:
        shown["funds" if of_funds else "form"] = form
    page = keyset_page(reports_for(request.user), request, order=("-created_at", "-id"), size=PAGE)
    context = {**shown, "page": page}
    status = 400 if form.is_bound else 200
    return render(request, "portal/reports/list.html", context, status=status)


def _ask(request: HttpRequest, form: ReportForm | FundsForm) -> HttpResponse:
    funds = isinstance(form, FundsForm)
    run, new = request_report(
        form=ReportRun.Form.FUNDS if funds else ReportRun.Form.MONTHLY,
        area=form.cleaned_data["area"],
        period=form.period,
        language="en" if (get_language() or "").startswith("en") else "zh-hans",
        by=request.user,
    )
    if new or not run.is_over:
        build_report.delay(run.pk)
    else:
        messages.info(request, _("This report was made before: here it is."))
    return redirect("reports:detail", run.code)


@login_required
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One report: how far it is, its figures and its files."""
    run = get_object_or_404(
        ReportRun.objects.visible_to(request.user).select_related("area"), code=code
    )
    template = "portal/reports/detail.html"
    if request.headers.get("HX-Request"):
        template = "portal/reports/_progress.html"
        if run.is_over:  # the page shows files and figures now
            return HttpResponse(headers={"HX-Redirect": reverse("reports:detail", args=[code])})
    answer = render(request, template, {"run": run, "files": list(run.files.all())})
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Try a failed report again."""
    run = get_object_or_404(ReportRun.objects.visible_to(request.user), code=code)
    if not request.user.can(REQUEST, run.area):
        raise PermissionDenied
    try:
        retry(run, by=request.user)
    except WorkflowError as refusal:
        messages.error(request, refusal.message)
    else:
        build_report.delay(run.pk)
    return redirect("reports:detail", run.code)


@login_required
@require_safe
def download(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """One file of a report; 404 outside one's scope or while it is not there."""
    run = get_object_or_404(ReportRun.objects.visible_to(request.user), code=code)
    file = get_object_or_404(run.files, format=form)
    try:
        with file.file.open("rb") as body:
            content = body.read()
    except OSError as gone:
        raise Http404 from gone
    kind = CONTENT_TYPES[Format(file.format)]
    return attachment(content, name=f"{run.code}.{file.format}", content_type=kind)
