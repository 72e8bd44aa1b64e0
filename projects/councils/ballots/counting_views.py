"""Counting: asking for it, watching it, and counting an election from elsewhere."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.accounts.staff_pages import for_staff
from core.ui.formatting import chinese
from core.workflow.errors import Refused
from projects.councils.areas import my_areas
from projects.councils.ballots.counting import (
    LONGEST_FILE,
    money,
    request_count,
    request_count_of_file,
)
from projects.councils.ballots.errors import NotAnElection
from projects.councils.ballots.forms import FileForm
from projects.councils.ballots.models import TallyRun
from projects.councils.ballots.results import why
from projects.councils.ballots.staff_views import find_mine
from projects.councils.rules import RUN
from projects.councils.tasks import count_votes


@for_staff(RUN)
@require_POST
def count(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the count; the worker does it."""
    found = find_mine(request, code)
    try:
        run = request_count(found, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        transaction.on_commit(lambda: count_votes.delay(run.pk))
        messages.success(request, _("The votes are being counted. This page shows how far it is."))
    return redirect("councils:edit_ballot", found.code)


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def count_file(request: HttpRequest) -> HttpResponse:
    """Bring an election as a Pabulib file and see who would win by which rule."""
    user: Any = request.user
    form = FileForm(request.POST or None, request.FILES or None)
    status, faults, untold = 200, [], 0
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                run = _ask(form, user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
                if isinstance(refused, NotAnElection):
                    faults, untold = refused.faults, refused.untold
            else:
                transaction.on_commit(lambda: count_votes.delay(run.pk))
                return redirect("councils:counted_file", run.pk)
    runs = TallyRun.objects.filter(ballot__isnull=True, area__in=my_areas(user)).order_by("-id")
    context = {
        "form": form,
        "faults": faults,
        "untold": untold,
        "runs": runs.defer("source", "result")[:20],
    }
    return render(request, "projects/councils/count_file.html", context, status=status)


def _ask(form: FileForm, user: Any) -> TallyRun:
    upload = form.cleaned_data["file"]
    if upload.size > LONGEST_FILE:
        raise Refused(_("This file is too large."), field="file")
    try:
        text = upload.read().decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        raise Refused(_("This file is not text in UTF-8."), field="file") from None
    area = my_areas(user).first()
    assert area is not None  # who has the ability somewhere has an area
    return request_count_of_file(area, text, rule=form.cleaned_data["rule"], by=user)


@for_staff(RUN)
@require_safe
def counted_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What a brought election came to, with the reasons of every project."""
    user: Any = request.user
    rows = TallyRun.objects.filter(ballot__isnull=True, area__in=my_areas(user)).defer("source")
    run = get_object_or_404(rows, pk=pk)
    result = run.result or {"projects": [], "cost": "0", "budget": "0"}
    gap = "" if chinese() else " "
    projects = [
        {**fact, "reasons": gap.join(why(fact, result["budget"])), "yuan": money(fact["cost"])}
        for fact in result["projects"]
    ]
    context = {
        "run": run,
        "projects": projects,
        "cost": money(result["cost"]),
        "budget": money(result["budget"]),
    }
    return render(request, "projects/councils/counted_file.html", context)
