"""The pages of gifts in a project's file: promised, received, withdrawn."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.accounts.staff_pages import for_staff
from core.ui.formatting import exact_money
from projects.delivery import gift_forms as forms
from projects.delivery.file_views import find
from projects.delivery.models import MicroProject
from projects.delivery.part_views import answered
from projects.delivery.services import giving
from projects.funding.contributions import SocialContribution
from projects.funding.queries import outstanding

METHODS = require_http_methods(["GET", "HEAD", "POST"])


def _mine(request: HttpRequest, code: str) -> MicroProject:
    project, user = find(request, code), request.user
    if not user.can(giving.ABILITY, project.area):  # type: ignore[union-attr]
        raise Http404
    return project


def _gift(project: MicroProject, pk: int) -> SocialContribution:
    gift: SocialContribution = get_object_or_404(
        project.contributions.select_related("project__area"), pk=pk
    )
    return gift


@for_staff("projects.see")
@METHODS
def pledge(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what somebody promised."""
    project = _mine(request, code)
    form = forms.PledgeForm(request.POST or None, initial={"form": "cash"})
    user: Any = request.user

    def do() -> None:
        giving.pledge(project, by=user, **form.cleaned_data)

    lead = _(
        "The portal takes no money: this only writes down what was promised, and later what came."
        " Collecting money from the public is for qualified charities alone."
    )
    return answered(request, project, form, do, title=_("Record a promise"), lead=lead)


@for_staff("projects.see")
@METHODS
def received(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Write down what came of it."""
    project = _mine(request, code)
    gift, user = _gift(project, pk), request.user
    left = outstanding(gift)
    form = forms.ReceiptOfGiftForm(request.POST or None, initial={"amount": left})

    def do() -> None:
        giving.receive(gift, by=user, **form.cleaned_data)  # type: ignore[arg-type]

    said = _("{who}: {left} of {amount} have not come yet.")
    lead = str(said).format(
        who=gift.public_name, left=exact_money(left), amount=exact_money(gift.amount)
    )
    return answered(request, project, form, do, title=_("Record what came"), lead=lead)


@for_staff("projects.see")
@METHODS
def cancel(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The rest of a promise will not come."""
    project = _mine(request, code)
    gift, user = _gift(project, pk), request.user
    form = forms.CancelGiftForm(request.POST or None)

    def do() -> None:
        giving.cancel(gift, by=user, **form.cleaned_data)  # type: ignore[arg-type]

    said = _("{who}: {left} will not come. What already came stays.")
    lead = str(said).format(who=gift.public_name, left=exact_money(outstanding(gift)))
    return answered(request, project, form, do, title=_("The rest will not come"), lead=lead)
