"""Changing hours: what residents will see is shown first, and done on a second yes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from centres.directory import queries, services
from centres.directory.hours_forms import ExceptionForm, WeekForm
from centres.directory.models import Weekday
from centres.directory.staff_views import add_errors, ask_and_do, editable, page
from centres.directory.wording import spans_text


@login_required
@ask_and_do
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """The weekly grid and the exceptions announced."""
    centre = editable(request, pk)
    now = services.values_of(centre)
    form = WeekForm(request.POST or None, week=now)
    preview = None
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "confirmed" in request.POST:
            services.set_week(centre, form.week, by=request.user)
            messages.success(request, _("The new hours are public."))
            return redirect("directory:hours", pk=centre.pk)
        preview = [
            {
                "day": day.label,
                "was": spans_text(now.get(day.value, [])),
                "will_be": spans_text(form.week.get(day.value, [])),
            }
            for day in Weekday
        ]
    exceptions = queries.exceptions_ahead(centre)
    return page(request, "hours", form, centre=centre, preview=preview, exceptions=exceptions)


@login_required
@ask_and_do
def exception(request: HttpRequest, pk: int) -> HttpResponse:
    """Announce days with other hours."""
    centre = editable(request, pk)
    form = ExceptionForm(request.POST or None)
    preview = None
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        asked = form.cleaned_data
        preview = {**asked, "hours": spans_text(form.spans)}
        if "confirmed" in request.POST:
            try:
                services.announce_exception(
                    centre,
                    since=asked["since"],
                    until=asked["until"],
                    reason=asked["reason"],
                    spans=form.spans,
                    by=request.user,
                )
            except ValidationError as error:
                add_errors(form, error)
                preview = None
            else:
                messages.success(request, _("Announced. Everyone sees it now."))
                return redirect("directory:hours", pk=centre.pk)
    return page(request, "exception", form, centre=centre, preview=preview)
