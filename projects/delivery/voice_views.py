"""Public pages after the work: rate it, report that it is not there, confirm what one received."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.ui.page_questions import ask_one_by_one
from projects.delivery.after_part_forms import ConfirmForm, RateForm
from projects.delivery.check_forms import ReportForm
from projects.delivery.models import MicroProject
from projects.delivery.services import accepting, checking, rating

RATE = "5/hour"  # reports from one address, about all projects together
METHODS = require_http_methods(["GET", "HEAD", "POST"])


def _project(code: str) -> MicroProject:
    rows = MicroProject.objects.select_related("area__community")
    project: MicroProject = get_object_or_404(rows, code=code.replace("\0", ""))
    return project


def _page(
    request: HttpRequest,
    project: MicroProject,
    make: Callable[[Any], forms.Form],
    do: Callable[[Any], Any],
    *,
    closed: str = "",
    title: str,
    lead: str = "",
    thanks: str,
) -> HttpResponse:
    """Ask and do; `closed` says why there is nothing to ask, with 410."""
    back = project.get_absolute_url()

    def act(form: forms.Form) -> tuple[HttpResponse | None, int]:
        status = _done(form, do)
        if status != 302:
            return None, status
        messages.success(request, thanks)
        return redirect(back), status

    if getattr(request, "elder", False) and not closed:
        return ask_one_by_one(
            request,
            form=make,
            send=act,
            label=_("Send"),
            leave=back,
            about=project.title,
            lead=lead,
        )
    form = make(request.POST or None)
    done, status = None, 410 if closed else 200
    if request.method == "POST" and not closed:
        done, status = act(form)
    context = {
        "project": project,
        "form": form,
        "closed": closed,
        "title": title,
        "lead": lead,
    }
    return done or render(request, "projects/delivery/voice.html", context, status=status)


def _done(form: forms.Form, do: Callable[[Any], Any]) -> int:
    if not form.is_valid():
        return 400
    try:
        return int(do(form) or 302)
    except PermissionDenied:
        form.add_error(None, _("This is not yours to do."))
    except ValidationError as error:
        known = error.error_dict if hasattr(error, "error_dict") else {}
        whole = known.keys() <= form.fields.keys() and known
        form.add_error(None, error if whole else error.messages)
    return 400


@never_cache
@METHODS
def report(request: HttpRequest, code: str) -> HttpResponse:
    """“This was not done”: one box, with or without an account."""
    project = _project(code)
    user: Any = request.user if request.user.is_authenticated else None
    first = {"contact_name": user.name, "contact_phone": user.phone} if user else {}

    def make(data: Any) -> ReportForm:
        return ReportForm(data, initial={"matter": "not_done", **first})

    def do(form: ReportForm) -> int:
        if not throttle("check", limit_key(request), rate=RATE):
            form.add_error(None, _("Too many at once. Please try again later, or call us."))
            return 429
        checking.report(project, by=user, **form.cleaned_data)
        return 302

    said = _("Work has not begun yet. If something is wrong, please call us.")
    return _page(
        request,
        project,
        make,
        do,
        closed="" if checking.can_be_reported(project) else said,
        title=_("Something is wrong with it"),
        lead=_("Somebody who did not accept it will go and look. In public it says “a resident”."),
        thanks=_("Thank you. Somebody will go and look; the answer stands on this page."),
    )


@never_cache
@login_required
@METHODS
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """A resident says how it turned out."""
    project = _project(code)
    user: Any = request.user

    def do(form: RateForm) -> None:
        rating.rate(project, by=user, **form.cleaned_data)

    return _page(
        request,
        project,
        RateForm,
        do,
        closed=rating.why_not(project, user),
        title=_("How did it turn out?"),
        lead=_("Only figures are shown, never who said what."),
        thanks=_("Thank you for telling us."),
    )


@never_cache
@login_required
@METHODS
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody confirms the item they received, by its name."""
    project = _project(code)
    user: Any = request.user

    def make(data: Any) -> ConfirmForm:
        return ConfirmForm(data, project=project)

    def do(form: ConfirmForm) -> None:
        accepting.confirm_receipt(project, by=user, **form.cleaned_data)

    closed = ""
    if project.kind != "goods" or project.status not in accepting.RECEIVING:
        closed = _("Nothing is handed out at present.")
    elif user.holds_role:
        closed = _("Staff do not confirm for themselves.")
    return _page(
        request,
        project,
        make,
        do,
        closed=closed,
        title=_("I received this"),
        lead=_("Please confirm only what you really got."),
        thanks=_("Thank you. It is written down."),
    )
