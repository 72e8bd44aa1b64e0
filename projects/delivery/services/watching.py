"""Watching for projects split into parts, and answering a suspicion."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.counters.versions import bump
from core.lists.text import clean_text
from core.workflow.engine import earlier_act, said_of
from core.workflow.errors import SamePerson
from projects.delivery.models import MicroProject
from projects.delivery.splitting import LEFT_OUT, SplittingFlag
from projects.delivery.splitting_steps import raise_flags
from projects.delivery.states import ENDED
from projects.delivery.versions import PROJECTS
from projects.delivery.workflow import PROJECT

AT_ONCE = 2000


def watch(project: MicroProject) -> int:
    """Flag what looks like a split with this project; how many are new. Safe to run twice."""
    return raise_flags(project)


def watch_all() -> int:
    """The nightly look at every project on its way; how many flags are new."""
    since = timezone.now() - dt.timedelta(days=400)
    rows = MicroProject.objects.exclude(status__in=(*LEFT_OUT, *ENDED)).filter(
        created_at__gte=since
    )
    made = sum(raise_flags(project) for project in rows.select_related("area")[:AT_ONCE])
    if made:
        bump(PROJECTS)
    return made


@transaction.atomic
def answer_flag(flag: SplittingFlag, *, by: User, verdict: str, reason: str) -> SplittingFlag:
    """The subdistrict's leader says, once and with a reason, what it is.

    Whoever proposed, screened, accepted or paid does not clear it. Raises PermissionDenied,
    SamePerson, ValidationError by field.
    """
    row = SplittingFlag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    if not by.can("projects.approve", row.project.area):
        raise PermissionDenied
    if (act := earlier_act(row.project, PROJECT.by_name["approve"], by)) is not None:
        raise SamePerson(step=said_of(act), at=act.at)
    if row.verdict:
        raise ValidationError(_("This suspicion has already been answered."))
    row.reason = clean_text(reason)
    if not row.reason:
        raise ValidationError({"reason": _("Please give a reason; it is shown with the project.")})
    row.verdict, row.answered_by, row.answered_at = verdict, by, timezone.now()
    row.clean_fields(exclude=["project", "other", "answered_by", "score"])
    if not row.verdict:
        raise ValidationError({"verdict": _("Please choose one of the list.")})
    row.save()
    bump(PROJECTS)
    return row
