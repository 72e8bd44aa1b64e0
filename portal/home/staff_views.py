"""Call-backs and letters as those see them who answer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.privacy.masking import mask_name, mask_phone
from core.ui.paging import keyset_page
from core.workflow.engine import available
from core.workflow.queries import timeline
from core.workflow.views import TransitionView
from portal.home.models import CallBack, Feedback, FromTheDoor

MODELS: dict[str, type[FromTheDoor]] = {"callback": CallBack, "feedback": Feedback}


@login_required
@never_cache
@require_safe
def received(request: HttpRequest, kind: str) -> HttpResponse:
    """What came in, open ones first by their number, newest first."""
    model = MODELS[kind]
    if not request.user.can_somewhere(model.ability):  # type: ignore[union-attr]
        raise Http404
    rows = model.objects.visible_to(request.user).select_related("area")
    done = request.GET.get("done") == "1"
    waiting = [s.name for s in model.workflow.states if s.waits_for]
    rows = rows.exclude(status__in=waiting) if done else rows.filter(status__in=waiting)
    context = {"page": keyset_page(rows, request, order=("-id",)), "kind": kind, "done": done}
    return render(request, "portal/home/received.html", context)


@login_required
@never_cache
@require_safe
def item(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """One of them: masked name and number, the words, what was done, what can be done."""
    model = MODELS[kind]
    visible = model.objects.visible_to(request.user).select_related("area")
    row = get_object_or_404(visible, code=code)
    steps: list[dict[str, Any]] = [
        {
            "title": step.said,
            "at": step.record.at,
            "note": step.record.note,
            "state": "now" if step.now else "done",
        }
        for step in timeline(row)
    ]
    context = {
        "row": row,
        "kind": kind,
        "words": getattr(row, "about" if kind == "callback" else "text"),
        "name": mask_name(row.name) if row.name else "",
        "phone": mask_phone(row.phone) if row.phone else "",
        "label": row._meta.label_lower,
        "steps": steps,
        "arrows": available(row, request.user),
    }
    return render(request, "portal/home/item.html", context)


class CallBackMove(TransitionView):
    model = CallBack
    template_name = "portal/home/move.html"


class FeedbackMove(TransitionView):
    model = Feedback
    template_name = "portal/home/move.html"
