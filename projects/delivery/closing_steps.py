"""Closing a project: enough residents were heard, and somebody looks after it from now on."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.workflow.table import Call, Refused
from projects.delivery import work_effects

EVERY_MONTHS, FOR_DAYS = 3, 2 * 365
LONGEST = dt.timedelta(days=20 * 366)


def residents_were_heard(project: Any, call: Call) -> None:
    """So many ratings as the area wants, or the time for them is over."""
    wanted = project.rules.ratings
    over = project.due_at is not None and project.due_at <= call.at
    if not over and project.ratings.count() < wanted:
        said = _("{n} ratings are wanted, or the end of the time for them.")
        raise Refused(said.format(n=wanted))


def upkeep_is_sound(project: Any, call: Call) -> None:
    """An interval and a last day that make sense, where they are given."""
    months, until = call.data.get("upkeep_months"), call.data.get("upkeep_until")
    if months is not None and not 1 <= int(months) <= 24:
        raise Refused(_("Please enter 1 to 24 months."), field="upkeep_months")
    today = timezone.localdate(call.at)
    if until is not None and not today < until <= today + LONGEST:
        raise Refused(_("Please choose a day within the next twenty years."), field="upkeep_until")


def close(project: Any, call: Call) -> None:
    """Close it; the upkeep duty and the look back begin."""
    work_effects.close(project, call)
    today = timezone.localdate(call.at)
    upkeep = (
        type(project)
        ._meta.get_field("upkeep")
        .related_model(
            project=project,
            who=project.responsible,
            phone=project.supervision_phone,
            every_months=int(call.data.get("upkeep_months") or EVERY_MONTHS),
            since=today,
            until=call.data.get("upkeep_until") or today + dt.timedelta(days=FOR_DAYS),
        )
    )
    upkeep.next_on = upkeep.in_months(today)
    upkeep.save()
    later = dt.timedelta(days=project.rules.look_back_days)
    type(project)._meta.get_field("look_back").related_model.objects.create(
        project=project, due_on=today + later
    )
