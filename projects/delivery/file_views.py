"""One project's file: everything about it, and the form behind each step."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.accounts.models import User
from core.accounts.staff_pages import for_staff
from core.workflow.engine import available, earlier_act, said_of
from core.workflow.errors import SamePerson
from core.workflow.forms import TransitionForm
from core.workflow.models import TransitionRecord
from core.workflow.table import Transition
from core.workflow.views import TransitionView
from projects.delivery.aftermath import after_of
from projects.delivery.change_steps import open_change
from projects.delivery.models import MicroProject
from projects.delivery.project_file import file_of

PARTS = {
    "staff": _("staff"),
    "resident": _("a resident"),
    "system": _("the portal"),
}
# what residents do on the public page, and the council in its own room
ELSEWHERE = ("object", "object_later")
COUNCILS = ("put_on_agenda", "open_vote", "pass_vote", "fail_vote", "ratify")

CHANGE = ("agree_change", "refuse_change")


def find(request: HttpRequest, code: str) -> MicroProject:
    """A project of one's areas; 404 otherwise."""
    user: Any = request.user
    rows = MicroProject.objects.in_areas_of(user).select_related("area__community", "estate")
    return get_object_or_404(rows, code=code.replace("\0", ""))


def offered(project: MicroProject, user: User) -> list[Transition]:
    """The steps this person may take here, the main one first."""
    arrows = [a for a in available(project, user) if a.name not in (*ELSEWHERE, *COUNCILS)]
    rank = {"primary": 0, "normal": 1, "quiet": 2, "danger": 3}
    return sorted(arrows, key=lambda a: rank[a.kind])


def barred(project: MicroProject, user: User) -> list[tuple[Transition, str]]:
    """The steps that would be this person's, were it not for an earlier act, and which."""
    found = []
    for arrow in project.workflow.transitions:
        if project.status not in arrow.sources or not arrow.permit(user, project):
            continue
        if act := earlier_act(project, arrow, user):
            found.append((arrow, SamePerson(step=said_of(act), at=act.at).message))
    return found


def _who(steps: list[Any]) -> dict[int, str]:
    """Names of the staff who took the steps, in one query; residents stay "a resident"."""
    ids = {step.record.actor_id for step in steps if step.record.part == "staff"}
    return dict(User.objects.filter(pk__in=ids - {None}).values_list("pk", "name"))


def _part(record: TransitionRecord) -> str:
    """Whoever objects is a resident, with an account or without."""
    return "resident" if record.name in ELSEWHERE else record.part


def told(steps: list[Any]) -> list[dict[str, Any]]:
    """The way of a project as a parcel's, with its notes and who did it: staff may read them."""
    names = _who(steps)
    return [
        {
            "title": step.said,
            "at": step.record.at,
            "detail": names.get(step.record.actor_id) or PARTS.get(_part(step.record), ""),
            "note": "" if step.record.name in ELSEWHERE else step.record.note,
            "state": "now" if step.now else "done",
        }
        for step in steps
    ]


@for_staff("projects.see")
@require_safe
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one project: idea, vote, notice, money, contract, works, papers."""
    project = find(request, code)
    user: Any = request.user
    context = file_of(project, user)
    context |= {
        "project": project,
        "steps": told(context["steps"]),
        "arrows": offered(project, user),
        "barred": barred(project, user),
        "after": after_of(project, user),
    }
    return render(request, "projects/delivery/file.html", context)


@for_staff("projects.see")
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The file on paper: one sheet to sign and to keep."""
    project = find(request, code)
    context = file_of(project, request.user)  # type: ignore[arg-type]
    context |= {"project": project, "steps": told(context["steps"])[::-1]}
    return render(request, "projects/delivery/sheet.html", context)


class ProjectTransitionView(TransitionView):
    """The form behind each button of a project, for staff."""

    model = MicroProject
    template_name = "projects/delivery/arrow.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            find(request, kwargs["code"])  # 404 outside one's areas
        return super().dispatch(request, *args, **kwargs)

    def form(self, data: Any = None) -> TransitionForm:
        """What is asked as a reason is told to everybody; an objection is for staff alone."""
        form = super().form(data)
        if self.arrow.note_required and self.arrow.name not in ELSEWHERE:
            form.fields["note"].help_text = _("Everybody reads this on the project's page.")
        return form

    def next_url(self) -> str:
        return self.obj.get_staff_url()  # type: ignore[attr-defined,no-any-return]

    def more_context(self) -> dict[str, Any]:
        change = open_change(self.obj) if self.arrow.name in CHANGE else None
        return {"layout": "layouts/staff.html", "next": self.next_url(), "change": change}
