"""Volunteers and housekeepers of one's areas, as staff keep them. No ranking, no residents."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.ui.paging import keyset_page
from volunteers.housekeepers.filters import VolunteerFilter
from volunteers.housekeepers.forms import AppointForm, take_errors
from volunteers.housekeepers.models import Housekeeper, Volunteer
from volunteers.housekeepers.queries import volunteers_with_terms
from volunteers.housekeepers.rules import may_see_person
from volunteers.housekeepers.services import appoint_housekeeper, end_housekeeper

PAGE = 30


@never_cache
@login_required
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """Volunteers of one's areas, the newest first, with the terms some of them serve."""
    user: Any = request.user
    areas = user.areas_where("volunteers.see")
    if not areas:
        raise Http404
    form = VolunteerFilter(request.GET or None, areas=areas)
    # one's own registration is on one's own page; here stand those one answers for
    rows = form.narrowed(volunteers_with_terms(user).within(*areas))  # type: ignore[attr-defined]
    page = keyset_page(rows, request, order=("-registered_on", "-id"), size=PAGE)
    for row in page.rows:
        row.may_manage = user.can("volunteers.manage", row.area)
        row.may_reveal = row.may_manage and user.can("volunteers.contact", row.area)
    context = {
        "form": form,
        "areas": areas,
        "page": page,
        "narrowed": any(request.GET.get(name) for name in ("q", "interest", "part", "area")),
    }
    return render(request, "volunteers/housekeepers/manage.html", context)


def _managed(request: HttpRequest, pk: int) -> Volunteer:
    """An active volunteer whom this person manages; 404 otherwise."""
    user: Any = request.user
    rows = Volunteer.objects.visible_to(user).active().select_related("user", "area")
    volunteer = get_object_or_404(rows, pk=pk)
    if not user.can("volunteers.manage", volunteer.area):
        raise Http404
    return volunteer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a term as housekeeper of some buildings."""
    volunteer = _managed(request, pk)
    user: Any = request.user
    areas = user.areas_where("volunteers.manage")
    first = {"community": volunteer.area.code}
    form = AppointForm(request.POST or None, areas=areas, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            appoint_housekeeper(volunteer, by=user, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("The term has begun."))
            return redirect("housekeepers:manage")
    context = {
        "form": form,
        "volunteer": volunteer,
        "may_reveal": may_see_person(user, volunteer.user),
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "volunteers/housekeepers/appoint.html", context, status=status)


@login_required
@require_POST
def end_term(request: HttpRequest, pk: int) -> HttpResponse:
    """End a term today; asked again, the first end stands."""
    user: Any = request.user
    rows = Housekeeper.objects.visible_to(user).select_related("volunteer__user", "area")
    term = get_object_or_404(rows, pk=pk)
    if not user.can("volunteers.manage", term.area):
        raise Http404
    end_housekeeper(term, by=user)
    messages.success(request, _("The term has ended. Thank you to whoever served."))
    return redirect("housekeepers:manage")
