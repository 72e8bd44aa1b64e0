"""Who is reminded of what on the way of a project, and when (DOMAIN 1.3, 13)."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.notices.recipients import Recipient
from core.notices.reminders import TOO_LATE, Due, Reminder, declare, working_days_before
from projects.delivery import telling
from projects.delivery.models import MicroProject
from projects.delivery.settlements import Settlement
from projects.delivery.states import OPEN
from projects.delivery.works import Milestone

DAY = dt.timedelta(days=1)
LOOK_BACK = TOO_LATE + 5 * DAY  # older ones were asked in an earlier sweep
QUIET_FOR = 30  # days without a progress note
AT = dt.time(9, 0)


class Offices:
    """Who has an ability in an area; each asked once a sweep."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], list[Recipient]] = {}

    def of(self, project: MicroProject, ability: str) -> list[Recipient]:
        key = (project.area_id, ability)
        if key not in self._known:
            self._known[key] = telling.holders(project, ability)
        return self._known[key]


def context_of(project: MicroProject, **more: Any) -> dict[str, Any]:
    """What the words of every reminder of a project name, and more."""
    return {"title": project.title, "code": project.code, **more}


def to_staff(
    project: MicroProject,
    to: Sequence[Recipient],
    kind: str,
    key: str,
    context: dict[str, Any],
    at: dt.datetime,
) -> Due:
    """A reminder of staff: it leads to the file they work on, not to everybody's page."""
    return Due(project, to, kind, key, context, at, url=project.get_staff_url())


def morning_of(day: dt.date) -> dt.datetime:
    """When staff are reminded on a day."""
    return dt.datetime.combine(day, AT, tzinfo=timezone.get_default_timezone())


def due(now: dt.datetime) -> Iterator[Due]:
    """Whoever is to act, on the morning of the day on which a stage should end."""
    rows = MicroProject.objects.filter(
        status__in=[s for s in OPEN if s != "public_notice"],
        due_at__lte=now + DAY,
        due_at__gte=now - LOOK_BACK,
    )
    offices = Offices()
    for project in rows.select_related("area").order_by("due_at"):
        ability = telling.TURN.get(project.state.waits_for)
        at = working_days_before(project.due_at, 0) if project.due_at else None
        if ability is None or at is None or not now - LOOK_BACK <= at <= now:
            continue
        until = timezone.localtime(project.due_at).date()
        context = context_of(project, said=str(project.state.said), until=until)
        key = f"{project.status_since:%Y%m%d%H%M}"
        yield to_staff(
            project, offices.of(project, ability), "projects.remind_due", key, context, at
        )


def notices_ending(now: dt.datetime) -> Iterator[Due]:
    """The community's staff, on the morning of the last day of a notice."""
    rows = MicroProject.objects.filter(
        status="public_notice", due_at__lte=now + DAY, due_at__gte=now
    )
    offices = Offices()
    for project in rows.select_related("area").order_by("due_at"):
        at = working_days_before(project.due_at, 0)  # type: ignore[arg-type]
        if at <= now:
            until = timezone.localtime(project.due_at).date()
            key = f"{until:%Y%m%d}"
            to = offices.of(project, "projects.run")
            context = context_of(project, until=until)
            yield to_staff(project, to, "projects.remind_notice", key, context, at)


def silent(now: dt.datetime) -> Iterable[Due]:
    """The community's staff: every thirty days without a progress note while work goes on."""
    rows = MicroProject.objects.filter(status="in_progress").prefetch_related("progress_notes")
    offices = Offices()
    for project in rows.select_related("area").order_by("pk"):
        last = max((note.at for note in project.progress_notes.all()), default=None)
        since = max(last or project.status_since, project.status_since)
        times = (now - since).days // QUIET_FOR
        at = since + times * QUIET_FOR * DAY
        if times and now - LOOK_BACK <= at:
            context = context_of(project, days=times * QUIET_FOR)
            to, key = offices.of(project, "projects.run"), f"{since:%Y%m%d}-{times}"
            yield to_staff(project, to, "projects.remind_progress", key, context, at)


def milestones_due(now: dt.datetime) -> Iterator[Due]:
    """The community's staff, on the morning of the day of a milestone not yet reached."""
    today = timezone.localdate(now)
    rows = Milestone.objects.filter(
        reached_on=None,
        due_on__lte=today,
        due_on__gte=today - LOOK_BACK,
        project__status__in=("contracted", "in_progress", "suspended"),
    )
    offices = Offices()
    for one in rows.select_related("project__area").order_by("due_on", "pk"):
        context = context_of(one.project, milestone=one.title, until=one.due_on)
        to, key = offices.of(one.project, "projects.run"), f"m{one.pk}-{one.due_on:%Y%m%d}"
        at = morning_of(one.due_on)
        yield to_staff(one.project, to, "projects.remind_milestone", key, context, at)


def retention_free(now: dt.datetime) -> Iterator[Due]:
    """Finance, on the day on which the warranty ends."""
    today = timezone.localdate(now)
    rows = Settlement.objects.filter(
        released_at=None,
        retention__gt=0,
        retention_until__lte=today,
        retention_until__gte=today - LOOK_BACK,
    )
    offices = Offices()
    for one in rows.select_related("project__area").order_by("retention_until", "pk"):
        assert one.retention_until is not None
        context = context_of(one.project, until=one.retention_until)
        to, key = offices.of(one.project, "projects.pay"), f"{one.retention_until:%Y%m%d}"
        at = morning_of(one.retention_until)
        yield to_staff(one.project, to, "projects.remind_retention", key, context, at)


declare(
    Reminder("projects.due", due, _("Projects due")),
    Reminder("projects.notices_ending", notices_ending, _("Public notices about to end")),
    Reminder("projects.silent", silent, _("Projects without a progress note")),
    Reminder("projects.milestones", milestones_due, _("Milestones due")),
    Reminder("projects.retention", retention_free, _("Retention money to be released")),
)
