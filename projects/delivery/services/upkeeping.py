"""Looking after what was built, and looking back at it."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.lists.text import clean_text
from core.ui.formatting import short_date
from projects.delivery.checks import SiteCheck
from projects.delivery.models import MicroProject
from projects.delivery.services.checking import open_check
from projects.delivery.services.procuring import locked
from projects.delivery.upkeeps import LookBack, Upkeep, UpkeepVisit
from projects.delivery.versions import PROJECTS


@transaction.atomic
def note_visit(
    upkeep: Upkeep, *, by: User, on: dt.date, works: bool, text: str = ""
) -> UpkeepVisit:
    """Write down a look at the thing; the next is due an interval later. A fault opens a check.

    Raises PermissionDenied, ValidationError by field.
    """
    project = locked(upkeep.project, "projects.run", by)
    row = Upkeep.objects.select_for_update().get(pk=upkeep.pk)
    if not row.since <= on <= timezone.localdate():
        raise ValidationError({"on": _("Please choose a day since the closing, up to today.")})
    text = clean_text(text)
    if not works and not text:
        raise ValidationError({"text": _("Please say what is wrong.")})
    visit = UpkeepVisit(upkeep=row, on=on, works=works, text=text, by=by)
    visit.clean_fields(exclude=["upkeep", "by"])
    visit.save()
    row.next_on = max(row.next_on, row.in_months(on))
    row.save(update_fields=["next_on"])
    if not works:
        _fault(project, text)
    bump(PROJECTS)
    return visit


@transaction.atomic
def change_duty(upkeep: Upkeep, *, by: User, **fields: Any) -> Upkeep:
    """Another office, telephone, interval or last day. Raises PermissionDenied, ValidationError."""
    locked(upkeep.project, "projects.run", by)
    row = Upkeep.objects.select_for_update().get(pk=upkeep.pk)
    for name in ("who", "phone", "every_months", "until"):
        if name in fields:
            value = fields[name]
            setattr(row, name, clean_text(value) if isinstance(value, str) else value)
    if row.until < row.since:
        raise ValidationError({"until": _("It cannot be finished before it starts.")})
    row.clean_fields(exclude=["project"])
    row.save()
    bump(PROJECTS)
    return row


@transaction.atomic
def look_back(project: MicroProject, *, by: User, works: bool, use: str, text: str) -> LookBack:
    """Answer the look back, once and not before its day; everybody reads it. A fault opens a check.

    Raises PermissionDenied, ValidationError by field.
    """
    project = locked(project, "projects.run", by)
    row = LookBack.objects.select_for_update().filter(project=project).first()
    if row is None or row.done_on is not None:
        raise ValidationError(_("There is nothing to look back at."))
    if not row.is_due:
        said = _("The look back is on {day}; please wait until then.")
        raise ValidationError(said.format(day=short_date(row.due_on)))
    row.works, row.use, row.text, row.by = works, use, clean_text(text), by
    row.done_on = timezone.localdate()
    row.clean_fields(exclude=["project", "by"])
    if not row.text:
        raise ValidationError({"text": _("Please fill this in; everybody will read it.")})
    row.save()
    if not works:
        _fault(project, row.text)
    bump(PROJECTS)
    return row


def _fault(project: MicroProject, text: str) -> None:
    """What does not work is looked into by somebody else."""
    open_check(
        project,
        by=None,
        origin=SiteCheck.Origin.UPKEEP,
        matter=SiteCheck.Matter.BROKEN,
        text=text,
    )
