"""Volunteering as oneself: registering, what one has taken on, leaving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.directory.chosen import chosen_community
from core.accounts.queries import served_areas
from core.areas.models import Area
from core.areas.scope import within
from core.ui.addresses import next_or
from core.ui.paging import keyset_page
from core.workflow.engine import next_step
from volunteers.housekeepers.forms import RegisterForm, first_answers, take_errors
from volunteers.housekeepers.models import Volunteer
from volunteers.housekeepers.queries import buildings_of
from volunteers.housekeepers.services import leave, sign_up
from volunteers.wishes.queries import claims_of, due_for_claimer

PAGE = 20
MOST_OPEN = 30


def _mine(request: HttpRequest) -> Volunteer | None:
    return Volunteer.objects.filter(user=request.user).select_related("area").first()


def _places() -> Any:
    communities = Area.objects.filter(level=Area.Level.COMMUNITY)
    return communities.filter(within(served_areas())).order_by("code")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Become a volunteer, or bring the registration up to date; `next` leads back."""
    if getattr(request, "elder", False) and request.method != "POST":
        rest = request.GET.urlencode()
        return redirect(reverse("housekeepers:step", args=[1]) + (f"?{rest}" if rest else ""))
    form = register_form(request, request.POST or None)
    done = register_from(request, form) if request.method == "POST" else None
    if done:
        return done
    volunteer = _mine(request)
    context = {
        "form": form,
        "active": volunteer is not None and volunteer.left_on is None,
        "next": next_or(request, ""),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "volunteers/housekeepers/register.html", context, status=status)


def register_form(request: HttpRequest, data: Any = None) -> RegisterForm:
    """The registration with what is known of the person already."""
    volunteer = _mine(request)
    first = first_answers(volunteer, chosen_community(request))
    return RegisterForm(data, volunteer=volunteer, places=_places(), initial=first)


def register_from(request: HttpRequest, form: RegisterForm) -> HttpResponse | None:
    """The answer when the person is registered; else nothing, and the form knows why."""
    if not form.is_valid():
        return None
    try:
        sign_up(request.user, **form.details())  # type: ignore[arg-type]
    except ValidationError as error:
        take_errors(form, error)
        return None
    messages.success(request, _("Welcome, and thank you. You can take on wishes now."))
    return redirect(next_or(request, reverse("housekeepers:mine")))


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My volunteering: number, interests, buildings, what I have taken on and what is next."""
    user: Any = request.user
    volunteer = _mine(request)
    if volunteer is None or volunteer.left_on is not None:
        return redirect("housekeepers:register")
    going_on = list(due_for_claimer(user)[:MOST_OPEN])
    for wish in going_on:
        wish.arrow = next_step(wish, user)  # type: ignore[attr-defined]
    context = {
        "volunteer": volunteer,
        "going_on": going_on,
        "page": keyset_page(claims_of(user), request, order=("-claimed_at", "-id"), size=PAGE),
        "buildings": list(buildings_of(user).order_by("estate__name", "name")),
    }
    return render(request, "volunteers/housekeepers/mine.html", context)


@login_required
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Leave. Wishes still under way have to be finished or given back first."""
    user: Any = request.user
    volunteer = get_object_or_404(Volunteer.objects.active(), user=user)
    if due_for_claimer(user).exists():
        said = _("Please finish the wishes you have taken on, or give them back, before you leave.")
        messages.warning(request, said)
        return redirect("housekeepers:mine")
    leave(volunteer, by=user)
    messages.success(request, _("You have left. Thank you for all you have done."))
    return redirect("me:home")
