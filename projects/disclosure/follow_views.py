"""Following a project: one tap with an account, a phone number without."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.privacy.phones import normalise_phone, validate_phone
from core.privacy.services import blind_indexes, record_consent
from projects.delivery.following import Follow, follow, unfollow
from projects.delivery.models import MicroProject
from projects.delivery.services.unfollowing import take_number_off
from projects.delivery.states import ENDED
from projects.disclosure.consents import FOLLOW
from projects.disclosure.views import find

MOST = 10  # projects under way that a number nobody has proved to be hers can follow


class FollowForm(forms.Form):
    """A mobile number, and whether to begin or to end."""

    phone = forms.CharField(
        label=gettext_lazy("Your mobile number"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        validate_phone(phone)
        return phone


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_page(request: HttpRequest, code: str) -> HttpResponse:
    """Begin or end to follow. Whoever has an account needs no form."""
    project = find(code)
    user: Any = request.user
    if user.is_authenticated:
        if request.method == "POST":
            _with_account(request, project, user)
        return redirect(project)
    form = FollowForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and _allowed(request, form) and _with_phone(request, project, form):
            return redirect(project)
    context = {"project": project, "form": form, "consent": FOLLOW, "over": project.status in ENDED}
    return render(request, "projects/disclosure/follow.html", context, status=status)


def _with_account(request: HttpRequest, project: MicroProject, user: Any) -> None:
    if request.POST.get("end"):
        unfollow(project, user=user)
        messages.success(request, _("You no longer follow this project."))
        return
    follow(project, user=user)
    messages.success(request, _("You follow this project. We tell you of every step."))


def _allowed(request: HttpRequest, form: FollowForm) -> bool:
    number = normalise_phone(form.cleaned_data["phone"])
    allowed = throttle("follow-address", limit_key(request), rate="20/hour")
    allowed = throttle("follow-phone", number, rate="10/day") and allowed
    if not allowed:
        form.add_error(None, _("Too many at once. Please try again later, or call us."))
    return allowed


def _with_phone(request: HttpRequest, project: MicroProject, form: FollowForm) -> bool:
    """The same answer whether the number was known or not: nobody learns who follows.

    False, with the reason on the form, when the number follows too many already: anybody can
    type it, and its owner is not to be flooded.
    """
    phone = form.cleaned_data["phone"]
    if request.POST.get("end"):
        take_number_off(project, phone)
        messages.success(request, _("This number no longer gets news of this project."))
        return True
    known = blind_indexes(phone)
    mine = Follow.objects.filter(Q(phone_index__in=known) | Q(user__phone_index__in=known))
    if mine.exclude(project=project).exclude(project__status__in=ENDED).count() >= MOST:
        said = _("This number follows many projects already. Sign in to follow more, or call us.")
        form.add_error(None, said)
        return False
    if follow(project, phone=phone):
        row = mine.filter(project=project).first()
        record_consent(purpose=FOLLOW.name, text_version=FOLLOW.version, channel="web", obj=row)
    messages.success(request, _("This number gets a message at every step of this project."))
    return True
