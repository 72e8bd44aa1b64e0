"""The inbox of everyone who signs in, and the deliveries staff look after."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.notices import queries, services
from core.notices.decisions import Decision, NotDecidable, decide, possible
from core.notices.forms import DecisionForm, PreferencesForm
from core.notices.models import Notice
from core.notices.reasons import explanation
from core.ui.paging import keyset_page

TABS = {
    "trouble": gettext_lazy("To decide"),
    "waiting": pgettext_lazy("delivery", "Waiting"),
    "sent": pgettext_lazy("delivery", "Sent"),
}
TONES = {
    "sent": "ok",
    "failed": "red",
    "unknown": "warn",
    "withheld": "warn",
    "sending": "info",
    "queued": "neutral",
}


def _layout(request: HttpRequest) -> str:
    staff = request.user.is_authenticated and request.user.holds_role
    return "layouts/staff.html" if staff else "layouts/resident.html"


@login_required
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    unread_only = request.GET.get("show") == "unread"
    rows = queries.inbox(request.user, unread_only=unread_only)
    page = keyset_page(rows, request, order=("-sent_at", "-id"), size=20)
    context = {"page": page, "unread_only": unread_only, "layout": _layout(request)}
    return render(request, "core/notices/inbox.html", context)


@login_required
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one message read and go where it leads, or back to the inbox."""
    notice = get_object_or_404(queries.inbox(request.user), pk=pk)
    services.mark_read(request.user, [notice.pk])
    local = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if notice.url and local else "notices:inbox")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    count = services.mark_all_read(request.user)
    said = ngettext("%(n)d message marked as read.", "%(n)d messages marked as read.", count)
    messages.success(request, said % {"n": count})
    return redirect("notices:inbox")


@login_required
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Which ways beside the inbox; in elder mode one sort of message a page."""
    if getattr(request, "elder", False) and request.method != "POST":
        return redirect("notices:preferences_step", 1)
    form = PreferencesForm(request.POST or None, user=request.user)
    if request.method == "POST":
        form = PreferencesForm(request.POST, user=request.user)
        if form.is_valid():
            form.save()
            messages.success(request, _("Saved."))
            return redirect("notices:preferences")
    context = {"form": form, "layout": _layout(request)}
    status = 400 if form.errors else 200
    return render(request, "core/notices/preferences.html", context, status=status)


def _staff_only(request: HttpRequest) -> None:
    """Raises Http404 for people who look after no deliveries anywhere."""
    able = ("notices.decide", "notices.operate")
    if not any(request.user.can_somewhere(ability) for ability in able):
        raise Http404


@login_required
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    _staff_only(request)
    shown = request.GET.get("show", "trouble")
    shown = shown if shown in TABS else "trouble"
    rows = queries.deliveries(request.user, shown)
    page = keyset_page(rows, request, order=("-created_at", "-id"), size=30)
    return render(request, "core/notices/outbox.html", _outbox_context(request, page, shown))


def _outbox_context(request: HttpRequest, page: Any, shown: str) -> dict[str, Any]:
    lines = [
        {
            "notice": n,
            "tone": TONES.get(n.status, "neutral"),
            "why": explanation(n),
            "choices": possible(n),
        }
        for n in page.rows
    ]
    budgets = [(b, 100 * b.used // max(b.allowed, 1)) for b in queries.budgets(request.user)[:6]]
    tabs = [(name, label, name == shown) for name, label in TABS.items()]
    return {"page": page, "lines": lines, "budgets": budgets, "tabs": tabs, "shown": shown}


@login_required
@require_POST
def decide_delivery(request: HttpRequest, pk: int) -> HttpResponse:
    _staff_only(request)
    notice = get_object_or_404(Notice.objects.decidable_by(request.user), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(_("Please choose what to do."))
    try:
        decide(notice, Decision(form.cleaned_data["decision"]), by=request.user)
    except NotDecidable as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Noted."))
    return redirect("notices:outbox")
