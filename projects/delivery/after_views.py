"""Staff pages of what comes after the work, each one form of a project's file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.accounts.staff_pages import for_staff
from core.workflow.errors import Refused
from projects.delivery import after_part_forms as forms
from projects.delivery.file_views import find
from projects.delivery.models import MicroProject
from projects.delivery.part_views import answered
from projects.delivery.services import accepting, checking, rating, upkeeping, watching
from projects.delivery.splitting import SplittingFlag
from projects.delivery.upkeeps import LookBack, Upkeep

METHODS = require_http_methods(["GET", "HEAD", "POST"])


def _having(request: HttpRequest, code: str, *abilities: str) -> MicroProject:
    """A project in which one has one of the abilities; 404 for others."""
    project = find(request, code)
    user: Any = request.user
    if not any(user.can(ability, project.area) for ability in abilities):
        raise Http404
    return project


@for_staff("projects.see")
@METHODS
def acceptance(request: HttpRequest, code: str) -> HttpResponse:
    """The panel's sheet as a table, filled in bit by bit; mistakes stand beside their fields.

    To look at it writes nothing: the sheet is made when it is first saved.
    """
    project = _having(request, code, "projects.accept")
    user: Any = request.user
    try:
        shown = accepting.sheet_to_see(project, by=user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(project.get_staff_url())
    form = forms.WholeSheet(*shown, request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and _filled(project, form, user):
            messages.success(request, _("Saved."))
            return redirect(project.get_staff_url())
    context = {"project": project, "form": form}
    return render(request, "projects/delivery/acceptance.html", context, status=status)


def _filled(project: MicroProject, form: forms.WholeSheet, user: Any) -> bool:
    try:
        with transaction.atomic():
            sheet = accepting.sheet_of(project, by=user)
            accepting.fill_sheet(sheet, by=user, **form.data())
    except Refused as refused:
        form.refuse(refused, *refused.also)
        return False
    except ValidationError as error:
        known = error.error_dict if hasattr(error, "error_dict") else {}
        beside = known and known.keys() <= form.head.fields.keys()
        form.head.add_error(None, error if beside else error.messages)
    return not form.head.errors


@for_staff("projects.see")
@METHODS
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Write down who received what."""
    project = _having(request, code, "projects.run")
    form = forms.ReceiptForm(request.POST or None, project=project)

    def do() -> None:
        accepting.confirm_receipt(project, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    lead = _("One line a person and item. It stays marked as entered by staff.")
    return answered(request, project, form, do, title=_("Who received what"), lead=lead)


@for_staff("projects.see")
@METHODS
def enter_rating(request: HttpRequest, code: str) -> HttpResponse:
    """Enter what a resident said by telephone or on paper."""
    project = _having(request, code, "projects.run", "projects.review")
    form = forms.EnterRatingForm(request.POST or None)

    def do() -> None:
        rating.enter_rating(project, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    lead = _("In the resident's words, never your own. It stays marked as entered by staff.")
    return answered(request, project, form, do, title=_("Enter a rating"), lead=lead)


def _duty(project: MicroProject) -> Upkeep:
    return get_object_or_404(Upkeep.objects.select_related("project__area"), project=project)


@for_staff("projects.see")
@METHODS
def visit(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a look at the thing."""
    project = _having(request, code, "projects.run")
    duty = _duty(project)
    form = forms.VisitForm(request.POST or None)

    def do() -> None:
        upkeeping.note_visit(duty, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    lead = _("Everybody reads this on the project's page.")
    return answered(request, project, form, do, title=_("Looked after"), lead=lead)


@for_staff("projects.see")
@METHODS
def duty(request: HttpRequest, code: str) -> HttpResponse:
    """Change who looks after it."""
    project = _having(request, code, "projects.run")
    row = _duty(project)
    first = {name: getattr(row, name) for name in ("who", "phone", "every_months", "until")}
    form = forms.DutyForm(request.POST or None, initial=first)

    def do() -> None:
        upkeeping.change_duty(row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    return answered(request, project, form, do, title=_("Who looks after it"))


@for_staff("projects.see")
@METHODS
def look_back(request: HttpRequest, code: str) -> HttpResponse:
    """Look back at a closed project."""
    project = _having(request, code, "projects.run")
    get_object_or_404(LookBack, project=project, done_on=None)
    form = forms.LookBackForm(request.POST or None)

    def do() -> None:
        upkeeping.look_back(project, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    lead = _("Everybody reads this on the project's page.")
    return answered(request, project, form, do, title=_("Look back"), lead=lead)


@for_staff("projects.spot_check")
@require_POST
def spot_check(request: HttpRequest, code: str) -> HttpResponse:
    """Open a spot check of a project of one's areas."""
    project = _having(request, code, "projects.spot_check")
    try:
        check = checking.spot_check(project, by=request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(project.get_staff_url())
    return redirect(check.get_absolute_url())


@for_staff("projects.see")
@METHODS
def flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a suspected split."""
    rows = SplittingFlag.objects.select_related("project__area", "other")
    one = get_object_or_404(rows, pk=pk)
    project = _having(request, one.project.code, "projects.approve")
    form = forms.FlagForm(request.POST or None)

    def do() -> None:
        watching.answer_flag(one, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    lead = _("{why}: {code} “{title}”. Together {together} yuan, the cap is {cap}.")
    said = str(lead).format(
        why=one.get_why_display(),
        code=one.other.code,
        title=one.other.title,
        together=f"{one.together:,}",
        cap=f"{one.cap:,}",
    )
    return answered(request, project, form, do, title=_("Suspected split"), lead=said)
