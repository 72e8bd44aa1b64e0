"""Everything a person sees and does about themself."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.accounts.services import anonymise
from core.privacy import consents, registry
from core.privacy.masking import mask_phone
from core.privacy.services import withdraw_consent
from portal.me import leaving, queries
from portal.me.forms import DataForm, FarewellForm
from projects.proposals.queries import my_proposals, supported_by
from volunteers.wishes.queries import my_wishes

MINE = 10  # of each sort


@login_required
@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The way to all that is mine."""
    context = {
        "phone": mask_phone(request.user.phone),
        "my_wishes": my_wishes(request.user)[:MINE],
        "my_proposals": my_proposals(request.user)[:MINE],
        "my_support": supported_by(request.user)[:MINE],
    }
    return render(request, "portal/me/home.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """See and correct what the account knows (PIPL articles 45 and 46)."""
    form = DataForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save_corrections()
        messages.success(request, _("Saved."))
        return redirect("me:data")
    if form.errors:
        request.user.refresh_from_db()
    context = {"form": form, "parts": registry.parts(), "phone": mask_phone(request.user.phone)}
    return render(request, "portal/me/data.html", context)


@login_required
@never_cache
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Everything every room knows about this person, as JSON (PIPL article 45)."""
    answer = JsonResponse(
        {"made_at": timezone.localtime().isoformat(), **registry.collect(request.user)},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    name = f"linli-{request.user.username}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Leave: the account becomes anonymous, after proof and a tick (PIPL article 47).

    Elder mode asks for the tick first, and for the proof on the next page.
    """
    user = request.user
    if user.holds_role:
        return render(request, "portal/me/delete.html", {"holds_role": True})
    by_password = user.has_usable_password()
    sending = request.POST.get("action") == "send"
    bound = request.POST if request.method == "POST" and not sending else None
    elder = getattr(request, "elder", False)
    meant = elder and "understood" in request.GET
    form = FarewellForm(bound, by_password=by_password, meant=meant)
    if sending and not by_password:
        try:
            leaving.send_code(request, user)
            messages.info(request, _("We have texted you a code."))
        except leaving.NotProvenError as fault:
            messages.error(request, str(fault))
        return redirect(request.get_full_path())
    if form.is_valid():
        try:
            leaving.prove(request, user, form.cleaned_data["proof"])
        except leaving.NotProvenError as fault:
            form.add_error("proof", str(fault))
        else:
            anonymise(user, by=user)
            logout(request)
            messages.success(request, _("Your account is deleted. Goodbye, and all the best."))
            return redirect(settings.LOGOUT_REDIRECT_URL)
    context = {
        "form": form,
        "asked_first": elder and not meant and bound is None,
        "by_password": by_password,
        "phone": mask_phone(user.phone),
    }
    return render(request, "portal/me/delete.html", context)


@login_required
@never_cache
@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at my data in full, when, and why."""
    before = request.GET.get("before", "")
    start = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    rows, more = queries.looks(request.user, start)
    context = {"looks": rows, "more": more, "first": start is None}
    return render(request, "portal/me/looks.html", context)


@login_required
@never_cache
@require_GET
def agreed(request: HttpRequest) -> HttpResponse:
    """What I agreed to, and the way back."""
    return render(request, "portal/me/consents.html", {"rows": queries.agreements(request.user)})


@login_required
@require_POST
def withdraw(request: HttpRequest, purpose: str) -> HttpResponse:
    """Take a consent back (PIPL article 15)."""
    declared = {p.name: p for p in consents.purposes()}.get(purpose)
    if declared is None or not declared.withdrawable:
        raise Http404
    if withdraw_consent(purpose=purpose, given_by=request.user, by=request.user):
        messages.success(request, _("Withdrawn. From now on it no longer happens."))
    return redirect("me:consents")


@login_required
@never_cache
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    """Password, second factor, devices."""
    context: dict[str, Any] = {
        "has_password": request.user.has_usable_password(),
        "has_second_factor": is_mfa_enabled(request.user, ["totp"]),
        "devices": UserSession.objects.filter(user=request.user).count(),
        "phone": mask_phone(request.user.phone),
        "wechat": bool(settings.WEIXIN_APP_ID),
    }
    return render(request, "portal/me/security.html", context)
