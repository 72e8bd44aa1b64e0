"""The public page on which anybody may object to a plan while its notice is up."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.privacy.phones import validate_phone
from core.workflow.errors import Refused, WorkflowError
from projects.delivery.guards import running_notice
from projects.delivery.models import MicroProject
from projects.delivery.part_forms import ObjectForm
from projects.delivery.services.objecting import object_to

RATE = "5/hour"  # objections from one address, to all projects together


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_page(request: HttpRequest, code: str) -> HttpResponse:
    """The plan as it was put up, and one box to object."""
    rows = MicroProject.objects.select_related("area")
    project = get_object_or_404(rows, code=code.replace("\0", ""))
    notice = running_notice(project)
    user: Any = request.user if request.user.is_authenticated else None
    first = {"contact_name": user.name, "contact_phone": user.phone} if user else {}
    form = ObjectForm(request.POST or None, initial=first)
    status = 200
    if notice is None:
        status = 410
    elif request.method == "POST":
        status = 400
        if form.is_valid():
            status = _object(request, project, form, user)
        if status == 302:
            messages.success(request, _("Your objection has arrived. The notice waits for it."))
            return redirect(project.get_absolute_url())
    context = {"project": project, "notice": notice, "form": form}
    return render(request, "projects/delivery/object.html", context, status=status)


def _object(request: HttpRequest, project: MicroProject, form: ObjectForm, user: Any) -> int:
    """302 when it is done, else the status of the page that says why not."""
    phone = form.cleaned_data["contact_phone"]
    try:
        if phone:
            validate_phone(phone)
    except ValidationError as error:
        form.add_error("contact_phone", error)
        return 400
    if not throttle("objection", limit_key(request), rate=RATE):
        form.add_error(None, _("Too many at once. Please try again later, or call us."))
        return 429
    try:
        object_to(project, by=user, **form.cleaned_data)
    except Refused as refused:
        form.add_error("text" if refused.field == "note" else None, refused.message)
        return 400
    except WorkflowError as error:
        form.add_error(None, error.message)
        return 409
    return 302
