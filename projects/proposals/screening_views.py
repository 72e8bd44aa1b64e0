"""The screener's page: the list, what sounds alike, what was paid for before; and supporters."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.accounts.staff_pages import for_staff
from core.workflow.engine import available
from core.workflow.errors import Refused
from projects.proposals import rules
from projects.proposals.detail_views import find
from projects.proposals.forms import SupporterForm
from projects.proposals.models import Proposal
from projects.proposals.queries import standing_behind
from projects.proposals.services.screening import record_screening, write_public_words
from projects.proposals.services.supporting import write_down
from projects.proposals.similarity import funded_before, similar_to
from projects.proposals.states import OPEN
from projects.proposals.step_forms import found_by, known_of, screening_fields

FUNDED = {"": None, "no": False, "yes": True}


class ScreeningForm(forms.Form):
    """What was found so far; nothing is demanded before the decision."""

    visited_on = forms.DateField(
        label=gettext_lazy("Looked at on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    visit_note = forms.CharField(
        label=gettext_lazy("What was seen there"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    funded_note = forms.CharField(
        label=gettext_lazy("Where it was looked up, and what was found"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        found = found_by(proposal)
        first = {n: getattr(found, n, None) for n in ("visited_on", "visit_note", "funded_note")}
        super().__init__(*args, initial={**first, **known_of(proposal)}, **kwargs)
        self.fields |= screening_fields()
        self.order_fields(["cleared", "kind", "category", "budget", "funded_elsewhere"])

    def findings(self) -> dict[str, Any]:
        """The arguments of `record_screening`."""
        found = dict(self.cleaned_data)
        del found["public_title"], found["public_text"]
        return {**found, "funded_elsewhere": FUNDED[found["funded_elsewhere"]]}

    def words(self) -> tuple[str, str]:
        """The public words, once both are written."""
        return self.cleaned_data["public_title"], self.cleaned_data["public_text"]

    def take_errors(self, error: ValidationError) -> None:
        """Messages beside their fields."""
        for name, found in error.message_dict.items():
            for message in found:
                self.add_error(name if name in self.fields else None, message)


def _screened(request: HttpRequest, code: str, ability: str) -> Proposal:
    """The proposal, for staff of its area with the ability; 404 otherwise."""
    proposal = find(request, code)
    if not request.user.can(ability, proposal.area):  # type: ignore[union-attr]
        raise Http404
    return proposal


@for_staff("proposals.screen")
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """Everything a decision needs on one page; it can be left and taken up again."""
    proposal = _screened(request, code, "proposals.screen")
    if proposal.status not in OPEN:
        return redirect(proposal)
    form, status = ScreeningForm(request.POST or None, proposal=proposal), 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and _kept(request, proposal, form):
            if request.POST.get("then") == "shortlist" and proposal.status == "screening":
                return redirect("proposals:transition", proposal.code, "shortlist")
            messages.success(request, _("Kept."))
            return redirect("proposals:screen", proposal.code)
    user: Any = request.user
    context = {
        "proposal": proposal,
        "form": form,
        "similar": similar_to(proposal),
        "funded": funded_before(proposal),
        "arrows": [a for a in available(proposal, user) if a.name != "resubmit"],
        "standing": standing_behind(proposal),
    }
    return render(request, "projects/proposals/screen.html", context, status=status)


def _kept(request: HttpRequest, proposal: Proposal, form: ScreeningForm) -> bool:
    user: Any = request.user
    try:
        record_screening(proposal, by=user, **form.findings())
        title, text = form.words()
        if title and text and (title, text) != (proposal.public_title, proposal.public_text):
            write_public_words(proposal, by=user, title=title, text=text)
    except ValidationError as error:
        form.take_errors(error)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    else:
        return True
    return False


@for_staff("proposals.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def supporters(request: HttpRequest, code: str) -> HttpResponse:
    """Write down who supports it at the counter or on a sheet, one after the other."""
    proposal = _screened(request, code, "proposals.enter")
    user: Any = request.user
    if not rules.enters_supporters(user, proposal):
        return redirect(proposal)
    form, status = SupporterForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and _written(request, proposal, form):
            return redirect("proposals:supporters", proposal.code)
    context = {"proposal": proposal, "form": form, "standing": standing_behind(proposal)}
    return render(request, "projects/proposals/supporters.html", context, status=status)


def _written(request: HttpRequest, proposal: Proposal, form: SupporterForm) -> bool:
    user: Any = request.user
    try:
        _row, new = write_down(proposal, by=user, **form.cleaned_data)
    except ValidationError as error:
        for name, found in error.message_dict.items():
            for message in found:
                form.add_error(name if name in form.fields else None, message)
        return False
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    said = _("Written down.") if new else _("This person supports it already and counts once.")
    messages.success(request, said)
    return True
