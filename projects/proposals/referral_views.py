"""After the call: a proposal that was referred becomes the wish it is."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.accounts.staff_pages import for_staff
from core.workflow.errors import Refused
from projects.proposals import referring
from projects.proposals.detail_views import contact_of, find
from projects.proposals.step_forms import ASKED, referral_fields


class ReferralForm(forms.Form):
    """How she agreed, and what the door asks for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= referral_fields()
        self.fields["agreed"].choices = ASKED  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.required = True


@for_staff("proposals.screen")
@require_http_methods(["GET", "HEAD", "POST"])
def refer_on(request: HttpRequest, code: str) -> HttpResponse:
    """Call the proposer, then begin the matter in her own words."""
    proposal, user = find(request, code), request.user
    door = referring.door_of(proposal)
    if door is None or proposal.referred_to or not user.can(door.ability, proposal.area):  # type: ignore[union-attr]
        raise Http404
    form = ReferralForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                number = referring.complete(proposal, by=user, **form.cleaned_data)  # type: ignore[arg-type]
            except Refused as refused:
                field = refused.field if refused.field in form.fields else None
                form.add_error(field, refused.message)
            else:
                messages.success(request, _("It goes on as {number}.").format(number=number))
                return redirect(door.url_of(number))
    context = {"proposal": proposal, "form": form, "contact": contact_of(proposal)}
    return render(request, "projects/proposals/refer_on.html", context, status=status)
