"""The directory as those who keep it true see it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.directory import queries, services
from centres.directory.forms import CentreForm, PhotoForm, RoomForm
from centres.directory.models import CentrePhoto, HoursException, Room, ServiceCentre

ask_and_do = require_http_methods(["GET", "HEAD", "POST"])


def editable(request: HttpRequest, pk: int) -> ServiceCentre:
    """The centre, for those who may edit it; 404 for everybody else."""
    found = ServiceCentre.objects.editable_by(request.user).select_related("area")
    centre: ServiceCentre = get_object_or_404(found, pk=pk)
    return centre


def page(
    request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A staff page; 400 when a form on it was refused."""
    refused = form is not None and form.is_bound and bool(form.errors)
    context["form"] = form
    status = 400 if refused else 200
    return render(request, f"centres/directory/{template}.html", context, status=status)


def add_errors(form: BaseForm, error: ValidationError) -> None:
    """A service's refusal beside the fields it names, the rest above the form."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, texts in found.items():
        for text in texts:
            form.add_error(field if field in form.fields else None, text)


@login_required
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """The centres one keeps, with what is announced for them."""
    if not request.user.can_somewhere("directory.edit"):  # type: ignore[union-attr]
        raise Http404
    rows = list(
        ServiceCentre.objects.editable_by(request.user)
        .select_related("area")
        .order_by("area__code", "pk")[:500]
    )
    states = queries.open_states(rows)
    for row in rows:
        row.state = states[row.pk]
    return page(request, "manage", rows=rows)


@login_required
@ask_and_do
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new centre, or the facts of one."""
    if pk is None and not request.user.can_somewhere("directory.edit"):  # type: ignore[union-attr]
        raise Http404
    centre = editable(request, pk) if pk else ServiceCentre()
    form = CentreForm(request.POST or None, instance=centre, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_centre(form.save(commit=False), by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(saved if pk else "directory:hours", **({} if pk else {"pk": saved.pk}))
    return page(request, "edit", form, centre=centre)


@login_required
@require_safe
def rooms(request: HttpRequest, pk: int) -> HttpResponse:
    """All rooms of a centre, those not in use too."""
    centre = editable(request, pk)
    return page(request, "rooms", centre=centre, rooms=centre.rooms.select_related("zone"))


@login_required
@ask_and_do
def room(request: HttpRequest, pk: int, room: int | None = None) -> HttpResponse:
    """A new room, or one to change."""
    centre = editable(request, pk)
    row = get_object_or_404(Room, pk=room, centre=centre) if room else Room(centre=centre)
    form = RoomForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        changed.zone = form.zone()
        try:
            services.save_room(changed, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("directory:rooms", pk=centre.pk)
    return page(request, "room", form, centre=centre, zones=centre.zones.all())


@login_required
@require_POST
def end_exception(request: HttpRequest, pk: int, exception: int) -> HttpResponse:
    """Take an announced exception back: the week counts again at once."""
    centre = editable(request, pk)
    row = get_object_or_404(HoursException, pk=exception, centre=centre)
    services.end_exception(row, by=request.user)
    messages.success(request, _("Taken back. The weekly hours count again."))
    return redirect("directory:hours", pk=centre.pk)


@login_required
@ask_and_do
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """The pictures of a centre, and adding one."""
    centre = editable(request, pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            services.add_photo(centre, asked["picture"], shows=asked["shows"], by=request.user)
        except ValidationError as error:
            for text in error.messages:
                form.add_error("picture", text)
        else:
            messages.success(request, _("Saved."))
            return redirect("directory:photos", pk=centre.pk)
    return page(
        request, "photos", form, centre=centre, photos=centre.photos.select_related("image")
    )


@login_required
@require_POST
def remove_photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """Take a picture away."""
    centre = editable(request, pk)
    services.remove_photo(get_object_or_404(CentrePhoto, pk=photo, centre=centre), by=request.user)
    messages.success(request, _("The picture is gone."))
    return redirect("directory:photos", pk=centre.pk)
