"""Who is reminded of what after an approval at once, after closing, and of reports."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.notices.reminders import Due, Reminder, declare, working_days_before
from projects.delivery import telling
from projects.delivery.check_workflow import OPEN
from projects.delivery.checks import SiteCheck
from projects.delivery.models import MicroProject
from projects.delivery.reminders import DAY, LOOK_BACK, Offices, context_of, morning_of, to_staff
from projects.delivery.upkeeps import LookBack, Upkeep

BEFORE = 5  # working days before vote and notice of an emergency must be there


def emergencies(now: dt.datetime) -> Iterator[Due]:
    """The community and the subdistrict: five working days before the day, and on it."""
    today = timezone.localdate(now)
    rows = MicroProject.objects.filter(
        Q(voted_at=None) | Q(notice_ended_at=None),
        is_emergency=True,
        ratify_by__gte=today - LOOK_BACK,
        ratify_by__lte=today + 3 * BEFORE * DAY,
    )
    offices = Offices()
    for project in rows.select_related("area").order_by("ratify_by", "pk"):
        assert project.ratify_by is not None
        for days in (BEFORE, 0):
            at = working_days_before(morning_of(project.ratify_by), days)
            if not now - LOOK_BACK <= at <= now:
                continue
            to = [*offices.of(project, "projects.run"), *offices.of(project, "projects.review")]
            context = context_of(project, until=project.ratify_by)
            yield to_staff(project, to, "projects.remind_ratify", f"ratify-{days}", context, at)


def upkeep_due(now: dt.datetime) -> Iterator[Due]:
    """The community, on the morning on which somebody should have looked; once an interval."""
    today = timezone.localdate(now)
    rows = Upkeep.objects.filter(
        next_on__lte=today, next_on__gte=today - LOOK_BACK, until__gte=today
    )
    offices = Offices()
    for duty in rows.select_related("project__area").order_by("next_on", "pk"):
        context = context_of(duty.project, who=duty.who, until=duty.next_on)
        to, key = offices.of(duty.project, "projects.run"), f"upkeep-{duty.next_on:%Y%m%d}"
        at = morning_of(duty.next_on)
        yield to_staff(duty.project, to, "projects.remind_upkeep", key, context, at)


def look_backs_due(now: dt.datetime) -> Iterator[Due]:
    """The community, on the morning of the day of the look back."""
    today = timezone.localdate(now)
    rows = LookBack.objects.filter(done_on=None, due_on__lte=today, due_on__gte=today - LOOK_BACK)
    offices = Offices()
    for one in rows.select_related("project__area").order_by("due_on", "pk"):
        to = offices.of(one.project, "projects.run")
        at, context = morning_of(one.due_on), context_of(one.project)
        yield to_staff(one.project, to, "projects.remind_look_back", "look-back", context, at)


def checks_due(now: dt.datetime) -> Iterator[Due]:
    """Those who look, on the morning of the day on which a report should be answered."""
    rows = SiteCheck.objects.filter(
        status__in=OPEN, due_at__lte=now + DAY, due_at__gte=now - LOOK_BACK
    )
    for check in rows.select_related("project__area").order_by("due_at", "pk"):
        assert check.due_at is not None
        at = working_days_before(check.due_at, 0)
        if not now - LOOK_BACK <= at <= now:
            continue
        until = timezone.localtime(check.due_at).date()
        to = telling.holders(check.project, "projects.check")
        key = f"{check.code}-{check.status}"
        context = context_of(check.project, until=until)
        url = check.get_absolute_url()
        yield Due(check.project, to, "projects.remind_check", key, context, at, url=url)


declare(
    Reminder("projects.ratify", emergencies, _("Emergencies without vote or notice")),
    Reminder("projects.upkeep", upkeep_due, _("Projects to look after")),
    Reminder("projects.look_back", look_backs_due, _("Projects to look back at")),
    Reminder("projects.checks", checks_due, _("Reports about projects to be answered")),
)
