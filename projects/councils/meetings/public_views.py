"""A meeting as everybody sees it, its minutes, and signing in with one's own code."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.operations.addresses import limit_key
from core.operations.limits import throttle
from core.workflow.errors import Refused
from core.workflow.views import TransitionView
from projects.councils.meetings.attending import sign_in_by_code
from projects.councils.meetings.forms import SignInForm
from projects.councils.meetings.models import Meeting
from projects.councils.meetings.printing import minutes_as_pdf
from projects.councils.meetings.queries import has_quorum, present_count
from projects.councils.rules import RUN
from projects.councils.way import way_of

TRIES = "30/hour"


def find_meeting(code: str) -> Meeting:
    rows = Meeting.objects.select_related("council__area", "charter", "area")
    return get_object_or_404(rows, code=code.replace("\0", ""))


@require_safe
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """When and where, what about, what was decided. Who came is a number."""
    found = find_meeting(code)
    context = {
        "meeting": found,
        "agenda": agenda_of(found),
        "here": present_count(found),
        "quorate": has_quorum(found),
        "steps": way_of(found),
        "may_run": request.user.is_authenticated and request.user.can(RUN, found.area),
    }
    return render(request, "projects/councils/meeting.html", context)


def agenda_of(meeting: Meeting) -> Any:
    """The agenda with motions and their recusals. Four queries."""
    rows = meeting.agenda.select_related("project")
    return rows.prefetch_related("motions__recusals__member", "speeches__member")


@require_safe
def minutes_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The published minutes to print."""
    found = find_meeting(code)
    if found.status != "minutes_published":
        raise Http404
    answer = HttpResponse(minutes_as_pdf(found), "application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """“I am here”: a member's own code, on the tablet at the door or on her own phone."""
    form = SignInForm(request.POST or None)
    came, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                if not throttle("meeting-code", limit_key(request), rate=TRIES):
                    raise Refused(_("Many tries came from here just now. Please wait."))
                came, status = sign_in_by_code(form.cleaned_data["code"]), 200
            except Refused as refused:
                form.add_error("code", refused.message)
    context = {"form": form, "came": came}
    return render(request, "projects/councils/sign_in.html", context, status=status)


class MeetingStepView(TransitionView):
    """Every step of a meeting."""

    model = Meeting

    def more_context(self) -> dict[str, Any]:
        return {"layout": "layouts/staff.html"}
