"""Following a project: one tap with an account; without one a phone, and the code sent to it."""

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

from core.accounts import phone_proof
from core.accounts.phone_field import MobileField
from core.accounts.phone_proof import NotProvenError
from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.privacy.masking import mask_phone
from core.privacy.services import blind_indexes, record_consent
from projects.delivery.following import Follow, follow, unfollow
from projects.delivery.models import MicroProject
from projects.delivery.services.unfollowing import take_number_off
from projects.delivery.states import ENDED
from projects.disclosure.consents import FOLLOW
from projects.disclosure.views import find


class FollowForm(forms.Form):
    """A mobile number, to begin or to end."""

    phone = MobileField(label=gettext_lazy("Your mobile number"))


class CodeForm(forms.Form):
    """The six digits that were texted to it."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


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
    if request.method != "POST":
        return _page(request, project, CodeForm() if _texted(request, project) else FollowForm())
    if not {"again", "other"}.isdisjoint(request.POST):
        _other_code(request, project)
        return redirect(request.path)
    form = CodeForm(request.POST) if "code" in request.POST else FollowForm(request.POST)
    if form.is_valid():
        step = _with_code if "code" in request.POST else _with_phone
        try:
            return redirect(step(request, project, **form.cleaned_data))
        except NotProvenError as fault:
            form.add_error(None, str(fault))
    return _page(request, project, form, status=400)


def _with_account(request: HttpRequest, project: MicroProject, user: Any) -> None:
    if request.POST.get("end"):
        unfollow(project, user=user)
        messages.success(request, _("You no longer follow this project."))
        return
    follow(project, user=user)
    messages.success(request, _("You follow this project. We tell you of every step."))


def _with_phone(request: HttpRequest, project: MicroProject, phone: str) -> str:
    """Text a code to the number: anybody can type it, and its owner is not to be flooded.

    To end it the number is enough; its owner is told. Where to go next.
    """
    allowed = throttle("follow-address", limit_key(request), rate="20/hour")
    if not (throttle("follow-phone", phone, rate="10/day") and allowed):
        raise NotProvenError(_("Too many at once. Please try again later, or call us."))
    if "end" in request.POST:
        take_number_off(project, phone)
        messages.success(request, _("This number no longer gets news of this project."))
        return project.get_absolute_url()
    phone_proof.send_code(request, phone, purpose=_purpose(project))
    return request.path


def _with_code(request: HttpRequest, project: MicroProject, code: str) -> str:
    """The same answer whether the number was known or not: nobody learns who follows."""
    phone = phone_proof.prove(request, code, purpose=_purpose(project))
    if follow(project, phone=phone):
        known = blind_indexes(phone)
        mine = Q(phone_index__in=known) | Q(user__phone_index__in=known)
        row = Follow.objects.filter(mine, project=project).first()
        record_consent(purpose=FOLLOW.name, text_version=FOLLOW.version, channel="web", obj=row)
    messages.success(request, _("This number gets a message at every step of this project."))
    return project.get_absolute_url()


def _other_code(request: HttpRequest, project: MicroProject) -> None:
    """A new code to the same number, or another number."""
    phone = _texted(request, project)
    if "other" in request.POST or not phone:
        phone_proof.forget(request, purpose=_purpose(project))
        return
    try:
        _with_phone(request, project, phone)
    except NotProvenError as fault:
        messages.error(request, str(fault))


def _purpose(project: MicroProject) -> str:
    return f"follow-{project.pk}"


def _texted(request: HttpRequest, project: MicroProject) -> str:
    return phone_proof.waiting(request, purpose=_purpose(project))


def _page(
    request: HttpRequest, project: MicroProject, form: forms.Form, status: int = 200
) -> HttpResponse:
    context = {
        "project": project,
        "form": form,
        "phone": mask_phone(_texted(request, project)) if isinstance(form, CodeForm) else "",
        "consent": FOLLOW,
        "over": project.status in ENDED,
    }
    return render(request, "projects/disclosure/follow.html", context, status=status)
