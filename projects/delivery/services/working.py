"""Milestones and progress notes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.files.services import accept_image, attach
from core.lists.text import clean_text
from projects.delivery.models import MicroProject
from projects.delivery.services.procuring import locked
from projects.delivery.states import ENDED
from projects.delivery.versions import PROJECTS
from projects.delivery.works import Milestone, ProgressNote

MOST_PICTURES = 6
PLANNED = ("approved", "procurement", "contracted", "in_progress", "suspended", "rectifying")
PICTURE = "project"


def _not_to_come(day: dt.date, field: str) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: _("This day has not come yet.")})


def _not_before_approval(project: MicroProject, day: dt.date, field: str) -> None:
    if project.approved_at is not None and day < timezone.localdate(project.approved_at):
        raise ValidationError({field: _("That is before the project was approved.")})


@transaction.atomic
def add_milestone(project: MicroProject, *, by: User, title: str, due_on: dt.date) -> Milestone:
    """Set what is to be reached by a day. Raises PermissionDenied, ValidationError by field."""
    project = locked(project, "projects.run", by)
    if project.status not in PLANNED:
        raise ValidationError(_("Milestones are set until the work is reported done."))
    _not_before_approval(project, due_on, "due_on")
    made = Milestone(project=project, title=clean_text(title), due_on=due_on)
    made.full_clean(exclude=["project", "reached_by"])
    made.save()
    bump(PROJECTS)
    return made


@transaction.atomic
def reach_milestone(milestone: Milestone, *, by: User, on: dt.date) -> Milestone:
    """Note that it was reached. Raises PermissionDenied, ValidationError by field."""
    project = locked(milestone.project, "projects.run", by)
    _not_to_come(on, "reached_on")
    _not_before_approval(project, on, "reached_on")
    milestone.reached_on, milestone.reached_by = on, by
    milestone.save(update_fields=["reached_on", "reached_by"])
    bump(PROJECTS)
    return milestone


@transaction.atomic
def drop_milestone(milestone: Milestone, *, by: User) -> None:
    """Take back a milestone that was not reached. Raises PermissionDenied, ValidationError."""
    locked(milestone.project, "projects.run", by)
    if milestone.reached_on is not None:
        raise ValidationError(_("It has been reached; it stays."))
    milestone.delete()
    bump(PROJECTS)


@transaction.atomic
def note_progress(
    project: MicroProject,
    *,
    by: User,
    text: str,
    on: dt.date,
    stage: str = ProgressNote.Stage.DURING,
    percent: int | None = None,
    pictures: Sequence[Any] = (),
    shows_no_people: bool = False,
) -> ProgressNote:
    """Say in public what was done, with up to six pictures of the thing.

    Pictures need the word of whoever sends them that nobody is seen on them. Raises
    PermissionDenied, ValidationError by field.
    """
    project = locked(project, "projects.run", by)
    if project.approved_at is None or project.status in ENDED:
        raise ValidationError(_("Progress is noted from the approval until the end."))
    _not_to_come(on, "on")
    if pictures and not shows_no_people:
        raise ValidationError({"shows_no_people": _("Please make sure that nobody is seen.")})
    if len(pictures) > MOST_PICTURES:
        raise ValidationError({"pictures": _("At most six pictures at a time.")})
    note = ProgressNote(
        project=project, stage=stage, on=on, text=clean_text(text, lines=True), percent=percent
    )
    note.by = by
    note.full_clean(exclude=["project", "by"])
    note.save()
    for picture in pictures:
        try:
            stored = accept_image(picture, kind=PICTURE, by=by, private=False)
        except ValidationError as error:
            raise ValidationError({"pictures": error.messages}) from error
        attach(stored, note)
    bump(PROJECTS)
    return note
