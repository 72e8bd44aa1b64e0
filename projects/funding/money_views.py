"""Putting money into books, taking it out, carrying it into the next year."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.accounts.staff_pages import for_staff
from core.workflow.errors import Refused, WorkflowError
from projects.funding import queries, services
from projects.funding.forms import AllocateForm, OpenForm, ProgrammeForm
from projects.funding.kinds import ProgrammeKind
from projects.funding.programmes import FundProgramme
from projects.funding.rule_changes import RuleChange, changes_shown
from projects.funding.services.books import PROGRAMMED
from projects.funding.staff_access import find_book
from projects.funding.table import Account

ask_and_do = require_http_methods(["GET", "HEAD", "POST"])


def done(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """What the service answers, or None with its refusal beside the field it belongs to."""
    try:
        return act()
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, str(error.message))
    except ValidationError as error:
        form.add_error(None, error)
    except WorkflowError as error:
        form.add_error(None, error.message)
    return None


def status_of(form: forms.BaseForm) -> int:
    return 400 if form.is_bound and form.errors else 200


@for_staff("funds.allocate")
@ask_and_do
def allocate(request: HttpRequest, code: str) -> HttpResponse:
    """Allocate to a book, or take free money back."""
    user: Any = request.user
    book = find_book(user, code, "funds.allocate")
    if book.programme.kind == ProgrammeKind.SOCIAL:
        raise Http404
    form = AllocateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        verb = services.allocate if given["direction"] == "allocate" else services.take_back
        if done(form, lambda: verb(book, given["amount"], by=user, memo=given["memo"])):
            messages.success(request, _("Entered in the ledger."))
            return redirect(book)
    free = queries.balance(book, Account.AVAILABLE)
    context = {"form": form, "book": book, "free": free}
    return render(request, "projects/funding/allocate.html", context, status=status_of(form))


@for_staff("funds.allocate")
@ask_and_do
def carry_over(request: HttpRequest, code: str) -> HttpResponse:
    """Carry what is free into next year's book."""
    user: Any = request.user
    book = find_book(user, code, "funds.allocate")
    form = forms.Form(request.POST if request.method == "POST" else None)
    into = book.year + 1
    sent = request.method == "POST" and form.is_valid()
    if sent and done(form, lambda: services.carry_over(book, by=user, into_year=into)):
        messages.success(request, _("Carried over. Both books say so."))
        return redirect(book)
    free = queries.balance(book, Account.AVAILABLE)
    context = {"form": form, "book": book, "free": free, "into": into}
    return render(request, "projects/funding/carry_over.html", context, status=status_of(form))


@for_staff("funds.allocate")
@ask_and_do
def open_book(request: HttpRequest) -> HttpResponse:
    """A new book with its first money."""
    user: Any = request.user
    form = OpenForm(request.POST or None, areas=user.areas_where("funds.allocate"))
    if request.method == "POST" and form.is_valid():
        entry = done(form, lambda: services.open_with(by=user, **form.cleaned_data))
        if entry:
            messages.success(request, _("The book is open."))
            return redirect(entry.book)
    return render(request, "projects/funding/open.html", {"form": form}, status=status_of(form))


def _changes(areas: Any) -> Any:
    return RuleChange.objects.filter(what=RuleChange.What.PROGRAMME, area__in=areas)


def _labels() -> dict[str, Any]:
    return {n: FundProgramme._meta.get_field(n).verbose_name for n in PROGRAMMED}


@for_staff("funds.programmes")
@ask_and_do
def programmes(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """The programmes of one's district; add one, or change one."""
    user: Any = request.user
    areas = user.areas_where("funds.programmes")
    rows = FundProgramme.objects.filter(area__in=areas).exclude(kind=ProgrammeKind.SOCIAL)
    row = get_object_or_404(rows, pk=pk) if pk else FundProgramme(area=areas[0])
    form = ProgrammeForm(request.POST or None, instance=row)
    sent = request.method == "POST" and form.is_valid()
    if sent and done(form, lambda: services.save_programme(row, by=user)):
        messages.success(request, _("Saved."))
        return redirect("funding:programmes")
    context = {
        "form": form,
        "row": row,
        "programmes": rows.select_related("area").order_by("area__code", "code"),
        "changes": list(changes_shown(_changes(areas), _labels())),
    }
    return render(request, "projects/funding/programmes.html", context, status=status_of(form))
