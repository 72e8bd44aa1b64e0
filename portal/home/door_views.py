"""The two forms of the front door: "please call me", and a complaint or suggestion."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from centres.directory.chosen import chosen_community
from core.accounts.models import User
from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.privacy.phones import normalise_phone
from portal.home import consents, queries, services
from portal.home.forms import AskedInSteps, CallBackForm, FeedbackForm
from portal.home.models import CallBack, Feedback

ask = require_http_methods(["GET", "HEAD", "POST"])


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _too_many(form: AskedInSteps, name: str, request: HttpRequest, phone: str) -> bool:
    """Counts this try; refuses kindly beside the form when there were too many."""
    allowed = throttle(f"{name}-address", limit_key(request), rate="10/hour")
    if phone:
        number = normalise_phone(phone)
        allowed = throttle(f"{name}-phone", number, rate="5/day") and allowed
    if not allowed:
        form.add_error(None, _("We have had several from you already. Please call us instead."))
    return not allowed


def _page(
    request: HttpRequest, template: str, form: AskedInSteps, notice: Any, **more: Any
) -> HttpResponse:
    refused = form.is_bound and bool(form.errors) and not getattr(form, "fresh", False)
    context = {"form": form, "notice": notice, **more}
    return render(request, f"portal/home/{template}.html", context, status=400 if refused else 200)


def _in_steps(request: HttpRequest) -> bool:
    return bool(getattr(request, "elder", False))


@never_cache
@ask
def help_me(request: HttpRequest) -> HttpResponse:
    """Leave a number; the community's staff call within one working day."""
    community = chosen_community(request)
    person = _person(request)
    initial = {"phone": person.phone, "name": person.name} if person else {}
    form = CallBackForm(
        request.POST or None, community=community, in_steps=_in_steps(request), initial=initial
    )
    if request.method == "POST" and form.is_complete():
        asked = form.cleaned_data
        if not _too_many(form, "call-back", request, asked["phone"]):
            area = asked["community"] or community
            try:
                row = services.ask_for_call(
                    area, name=asked["name"], phone=asked["phone"], about=asked["about"], by=person
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("home:help_done", code=row.code)
    return _page(request, "help", form, consents.CALL_BACK.text, community=community)


@never_cache
@require_safe
def help_done(request: HttpRequest, code: str) -> HttpResponse:
    """By when we call. Shows nothing personal, so the address may be kept or shown around."""
    row = get_object_or_404(CallBack.objects.select_related("area"), code=code)
    context = {"row": row, "centre": queries.centre_with_state(row.area)}
    return render(request, "portal/home/help_done.html", context)


@never_cache
@ask
def feedback(request: HttpRequest) -> HttpResponse:
    """A complaint or suggestion for the district, on its desk within the minute."""
    person = _person(request)
    initial = {"page": request.GET.get("from", "")[:200]}
    form = FeedbackForm(request.POST or None, in_steps=_in_steps(request), initial=initial)
    if request.method == "POST" and form.is_complete():
        district = queries.district_of(chosen_community(request))
        asked = {k: v for k, v in form.cleaned_data.items() if k != "step"}
        if district is None:
            form.add_error(None, _("No district is set up here yet. Please call your centre."))
        elif not _too_many(form, "feedback", request, asked["phone"]):
            try:
                row = services.send_feedback(district, by=person, **asked)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("home:feedback_done", code=row.code)
    return _page(request, "feedback", form, consents.FEEDBACK.text)


@never_cache
@require_safe
def feedback_done(request: HttpRequest, code: str) -> HttpResponse:
    """The number of the letter and by when it is answered; nothing of what was written."""
    row = get_object_or_404(Feedback, code=code)
    return render(request, "portal/home/feedback_done.html", {"row": row})
