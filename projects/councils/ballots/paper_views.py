"""Typing in paper votes: piles, each read by two people."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.accounts.staff_pages import for_staff
from core.workflow.errors import Refused
from projects.councils.ballots import paper
from projects.councils.ballots.forms import DiscardForm, PileForm
from projects.councils.ballots.staff_views import find_mine
from projects.councils.ballots.votes import PaperBatch
from projects.councils.rules import RUN


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def piles(request: HttpRequest, code: str) -> HttpResponse:
    """All piles of a vote, and a new one."""
    found = find_mine(request, code)
    form = PileForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                read = paper.as_reading(form.cleaned_data["papers"])
                pile = paper.enter_pile(found, read, by=request.user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                said = _("Pile {number} is read once. Now somebody else reads it.")
                messages.success(request, said.format(number=pile.number))
                return redirect("councils:piles", found.code)
    context = {
        "ballot": found,
        "items": found.items.all(),
        "form": form,
        "batches": found.batches.select_related("first_by", "second_by", "discarded_by"),
        "handed": found.marks.filter(way="paper").count(),
    }
    return render(request, "projects/councils/piles.html", context, status=status)


@for_staff(RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def pile(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The second reading of one pile, or putting one's own reading right."""
    found = find_mine(request, code)
    batch = get_object_or_404(found.batches.select_related("first_by"), number=number)
    form = PileForm(request.POST or None, initial={"papers": _own_reading(batch, request.user)})
    discarding = request.POST.get("do") == "discard"
    discard = DiscardForm(request.POST if discarding else None)
    status, differing = 200, _differing(batch)
    if discarding:
        form, status = PileForm(initial=form.initial), 400
        if _is_discarded(request, batch, discard):
            return redirect("councils:piles", found.code)
    elif request.method == "POST":
        status, differing = 400, []  # of the reading before, which this one was to put right
        if form.is_valid():
            try:
                read = paper.as_reading(form.cleaned_data["papers"])
                differing = paper.enter_again(batch, read, by=request.user)
            except Refused as refused:
                form.add_error(refused.field or None, refused.message)
            else:
                if not differing:
                    messages.success(request, _("Both readings agree. The pile is counted."))
                    return redirect("councils:piles", found.code)
                status = 200
    context = {
        "ballot": found,
        "batch": batch,
        "items": found.items.all(),
        "form": form,
        "discard": discard,
        "differing": differing,
        "not_hers": paper.why_not_read(batch, request.user),
    }
    return render(request, "projects/councils/pile.html", context, status=status)


def _is_discarded(request: HttpRequest, batch: PaperBatch, form: DiscardForm) -> bool:
    if not form.is_valid():
        return False
    user: Any = request.user
    try:
        paper.discard_pile(batch, by=user, why=form.cleaned_data["why"])
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, _("The pile is discarded. It stays on record and does not count."))
    return True


def _differing(batch: Any) -> list[int]:
    return [] if batch.second_by_id is None or batch.agreed_at else paper.differences(batch)


def _own_reading(batch: Any, user: Any) -> str:
    """What this person read before, to be put right; nothing of the other's."""
    turn = {batch.first_by_id: 1, batch.second_by_id: 2}.get(user.pk)
    rows = batch.entries.filter(turn=turn).order_by("position") if turn else ()
    return "\n".join(" ".join(map(str, entry.choices)) or "-" for entry in rows)
