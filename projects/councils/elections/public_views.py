"""An election to a council as everybody sees it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.workflow.views import TransitionView
from projects.councils.elections.models import CouncilElection
from projects.councils.rules import RUN
from projects.councils.way import way_of


@require_safe
def election(request: HttpRequest, code: str) -> HttpResponse:
    """Committee, candidates, result and until when it is on notice."""
    rows = CouncilElection.objects.select_related("council__area", "area")
    found = get_object_or_404(rows, code=code.replace("\0", ""))
    context = {
        "election": found,
        "candidates": found.candidates.all() if found.status != "preparing" else [],
        "steps": way_of(found),
        "counted": found.status in ("result_notice", "concluded"),
        "may_run": request.user.is_authenticated and request.user.can(RUN, found.area),
    }
    return render(request, "projects/councils/election.html", context)


class ElectionStepView(TransitionView):
    """Every step of an election."""

    model = CouncilElection

    def more_context(self) -> dict[str, Any]:
        return {"layout": "layouts/staff.html"}
