"""The small forms of a project's file, each one page; a mistake keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.accounts.staff_pages import for_staff
from core.workflow.errors import Refused, SamePerson
from projects.delivery import part_forms
from projects.delivery.file_views import find
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Quotation
from projects.delivery.public_notices import Objection
from projects.delivery.services import editing, objecting, procuring, working
from projects.delivery.works import Milestone

SAVED = _("Saved.")
METHODS = require_http_methods(["GET", "HEAD", "POST"])


def answered(
    request: HttpRequest,
    project: MicroProject,
    form: forms.BaseForm,
    do: Callable[[], Any],
    *,
    title: str | Promise,
    lead: str | Promise = "",
    done: str | Promise = SAVED,
    back: str = "",
) -> HttpResponse:
    """Show a form, or do what it asks and go back to the file; errors stand beside fields."""
    problem = 200
    if request.method == "POST":
        problem = 400
        if form.is_valid() and _done(form, do):
            messages.success(request, done)
            return redirect(back or project.get_staff_url())
    context = {"project": project, "form": form, "title": title, "lead": lead, "back": back}
    return render(request, "projects/delivery/part.html", context, status=problem)


def _done(form: forms.BaseForm, do: Callable[[], Any]) -> bool:
    try:
        do()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    except ValidationError as error:
        known = error.error_dict if hasattr(error, "error_dict") else {}
        if known.keys() <= form.fields.keys() and known:
            form.add_error(None, error)
        else:
            form.add_error(None, error.messages)
    except PermissionDenied:
        form.add_error(None, _("This is not yours to do."))
    except SamePerson as same:
        form.add_error(None, same.message)
    return not form.errors


def _mine(request: HttpRequest, code: str) -> MicroProject:
    """A project one runs; 404 for others, also for those who may only read it."""
    project = find(request, code)
    if not request.user.can("projects.run", project.area):  # type: ignore[union-attr]
        raise Http404
    return project


@for_staff("projects.see")
@METHODS
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The public words of a project, as far as they may still change."""
    project = _mine(request, code)
    form = part_forms.EditForm(request.POST or None, instance=project)
    title = _("Edit the project")

    def do() -> None:
        editing.edit_project(project, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    return answered(request, find(request, code), form, do, title=title)


@for_staff("projects.see")
@METHODS
def quotation(request: HttpRequest, code: str) -> HttpResponse:
    """Enter an offer."""
    project = _mine(request, code)
    form = part_forms.QuotationForm(request.POST or None, project=project)

    def do() -> None:
        procuring.add_quotation(project, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    return answered(
        request,
        project,
        form,
        do,
        title=_("Enter an offer"),
        lead=_("A vendor that is not in the list is entered under “Vendors” first."),
    )


@for_staff("projects.see")
@require_POST
def remove_quotation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take an offer back that was entered by mistake."""
    project = _mine(request, code)
    offer = get_object_or_404(Quotation.objects.select_related("project"), project=project, pk=pk)
    try:
        why = request.POST.get("why", "")
        procuring.remove_quotation(offer, by=request.user, why=why)  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(project.get_staff_url())


@for_staff("projects.see")
@METHODS
def declaration(request: HttpRequest, code: str) -> HttpResponse:
    """Declare one's interests in the vendors."""
    project = _mine(request, code)
    form = part_forms.InterestForm(request.POST or None)

    def do() -> None:
        procuring.declare_interest(project, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    return answered(request, project, form, do, title=_("Declare my interests"))


@for_staff("projects.see")
@METHODS
def milestone(request: HttpRequest, code: str) -> HttpResponse:
    """Set a milestone."""
    project = _mine(request, code)
    form = part_forms.MilestoneForm(request.POST or None)

    def do() -> None:
        working.add_milestone(project, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    return answered(request, project, form, do, title=_("Set a milestone"))


def _milestone_of(project: MicroProject, pk: int) -> Milestone:
    return get_object_or_404(Milestone.objects.select_related("project"), project=project, pk=pk)


@for_staff("projects.see")
@METHODS
def reached(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Note that a milestone was reached."""
    project = _mine(request, code)
    one = _milestone_of(project, pk)
    form = part_forms.ReachedForm(request.POST or None)

    def do() -> None:
        on = form.cleaned_data["reached_on"]
        working.reach_milestone(one, by=request.user, on=on)  # type: ignore[arg-type]

    return answered(request, project, form, do, title=_("Milestone reached"), lead=one.title)


@for_staff("projects.see")
@require_POST
def drop_milestone(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take back a milestone."""
    project = _mine(request, code)
    try:
        working.drop_milestone(_milestone_of(project, pk), by=request.user)  # type: ignore[arg-type]
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(project.get_staff_url())


@for_staff("projects.see")
@METHODS
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """Note progress, with pictures."""
    project = _mine(request, code)
    form = part_forms.ProgressForm(request.POST or None, request.FILES or None)

    def do() -> None:
        working.note_progress(project, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    return answered(
        request,
        project,
        form,
        do,
        title=_("Note progress"),
        lead=_("Everybody reads this on the project's page."),
    )


@for_staff("projects.see")
@METHODS
def answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Answer an objection."""
    project = _mine(request, code)
    rows = Objection.objects.select_related("notice__project").filter(notice__project=project)
    one = get_object_or_404(rows, pk=pk)
    form = part_forms.AnswerForm(request.POST or None)

    def do() -> None:
        objecting.answer_objection(one, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]

    return answered(
        request,
        project,
        form,
        do,
        title=_("Answer the objection"),
        lead=one.text,
        done=_("Answered. Whoever objected is told."),
    )
