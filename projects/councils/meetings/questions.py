"""What a council can be asked about a project now, and how the question reads."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.areas.models import Area
from core.ui.formatting import exact_money
from projects.councils.kinds import Subject
from projects.councils.meetings.models import AgendaItem
from projects.delivery.changes import ChangeRequest
from projects.delivery.models import MicroProject

WAITING = ("shortlisted", "vote_failed", "deliberating")
AFTER_EMERGENCY = MicroProject.workflow.by_name["ratify"].sources
_RATIFIES = Q(is_emergency=True, voted_at=None, status__in=AFTER_EMERGENCY)


def projects_to_decide(area: Area) -> QuerySet[MicroProject]:
    """Projects of the area that wait for a council: for their vote, for its word on a large
    change, or for the later vote on an emergency (DOMAIN 1.6 rules 5 and 7)."""
    changes = ChangeRequest.objects.filter(outcome="", needs_council=True).values("project")
    asked = Q(status="change_pending", pk__in=changes)
    rows = MicroProject.objects.within(area).filter(Q(status__in=WAITING) | asked | _RATIFIES)
    return rows.order_by("code")


def subjects_for(project: MicroProject | None) -> list[str]:
    """What can be asked about it, the likeliest first; always something else as well."""
    found: list[str] = []
    if project is not None:
        if project.status == "change_pending":
            found.append(Subject.CHANGE)
        if project.is_emergency and project.voted_at is None and project.status in AFTER_EMERGENCY:
            found.append(Subject.RATIFY)
        if project.status in (*WAITING, "voting"):
            found.append(Subject.APPROVE)
    return [*found, Subject.OTHER]


def with_questions(agenda: Iterable[AgendaItem]) -> list[Any]:
    """The items with `subjects` to choose from and the `question` as it may be read out."""
    items: list[Any] = list(agenda)
    rows = ChangeRequest.objects.filter(outcome="", project__in=[i.project_id for i in items])
    changes = {change.project_id: change for change in rows}
    for item in items:
        fitting = subjects_for(item.project)
        item.subjects = [(value, Subject(value).label) for value in fitting]
        item.may_amend = Subject.APPROVE in fitting
        item.question = _question(item, fitting[0], changes.get(item.project_id))[:300]
    return items


def _question(item: AgendaItem, subject: str, change: ChangeRequest | None) -> str:
    """What is asked; with its figures where they are settled, so that nobody can say later it
    was about others."""
    title = item.title
    if subject == Subject.APPROVE:
        return _("Shall “{title}” be done?").format(title=title)
    if subject == Subject.RATIFY and item.project is not None:
        said = _("“{title}” was approved at once with {amount}: does the council agree?")
        return said.format(title=title, amount=exact_money(item.project.budget))
    if change is None:
        return title
    said = _("{title}: change the contract from {old} to {new}. {plan}")
    figures = {"old": exact_money(change.old_price), "new": exact_money(change.new_price)}
    return said.format(title=title, plan=change.plan or change.reason, **figures).strip()
