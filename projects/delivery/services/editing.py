"""Changing the public words of a project, as long as nobody has voted on them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.lists.text import clean_text
from core.workflow.engine import recount
from projects.delivery import figures
from projects.delivery.amounts import can_be_meant
from projects.delivery.models import MicroProject
from projects.delivery.services.procuring import locked
from projects.delivery.states import ENDED
from projects.delivery.versions import PROJECTS

BEFORE_AGENDA = ("shortlisted", "vote_failed")
RUNNING = ("open", "counting", "counted")  # votes of residents without a result yet
WORDS = ("title", "summary", "kind", "category", "budget")
COUNTED_BY = ("kind", "category")
ALWAYS = (
    "beneficiaries",
    "place",
    "estate",
    "longitude",
    "latitude",
    "responsible",
    "supervision_phone",
    "planned_start",
    "planned_finish",
)


def can_change_words(project: MicroProject) -> bool:
    """What is or was voted on is not changed any more: it needs another vote (DOMAIN 1.6)."""
    return project.status in BEFORE_AGENDA and not is_voted_on(project)


def is_voted_on(project: MicroProject) -> bool:
    """Whether a question about it is open, in the council or among the residents."""
    running = project.ballot_items.filter(ballot__status__in=RUNNING)
    return bool(project.motions.filter(outcome="").exists() or running.exists())


@transaction.atomic
def edit_project(project: MicroProject, *, by: User, **fields: Any) -> MicroProject:
    """Change fields; title, words, kind, category and budget only before the vote.

    Raises PermissionDenied, Refused, ValidationError by field, KeyError for what is not edited.
    """
    row = locked(project, "projects.run", by)
    if row.status in ENDED:
        raise ValidationError(_("It has ended; nothing is changed any more."))
    recounted = any(fields.get(n, getattr(row, n)) != getattr(row, n) for n in COUNTED_BY)
    if recounted:
        figures.taken(row, -1)
    for name, value in fields.items():
        if name not in (*WORDS, *ALWAYS):
            raise KeyError(name)
        value = clean_text(value, lines=name == "summary") if isinstance(value, str) else value
        if name in WORDS and value != getattr(row, name) and not can_change_words(row):
            raise ValidationError({name: _("What was voted on cannot be changed any more.")})
        setattr(row, name, value)
    can_be_meant(row.budget, field="budget")
    row.is_fast_track = row.budget < row.rules.fast_track_below
    _in_order(row)
    row.clean_fields(exclude=["area", "bigrams", "counted"])
    row.save()
    recount(row)
    if recounted:
        figures.taken(row, 1)
    bump(PROJECTS)
    return row


def _in_order(project: MicroProject) -> None:
    start, finish = project.planned_start, project.planned_finish
    if start and finish and finish < start:
        raise ValidationError({"planned_finish": _("It cannot be finished before it starts.")})
