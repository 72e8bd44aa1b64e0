"""Reading report runs."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.counters.models import Total
from core.counters.periods import Period, add_months, month_of, month_start
from portal.reports.models import ReportFile, ReportRun
from portal.reports.rules import REQUEST
from portal.reports.workflow import QUEUED, RUNNING

LEVELS = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.COMMUNITY)
QUEUE_PATIENCE = dt.timedelta(seconds=45)
RUN_PATIENCE = dt.timedelta(minutes=6)  # beyond a task's time limit, 5 minutes: nobody is left


def reports_for(user: User) -> "QuerySet[ReportRun]":
    """The list of reports, with area and files, without the snapshots."""
    files = Prefetch("files", ReportFile.objects.order_by("id"))
    runs = ReportRun.objects.visible_to(user).select_related("area")
    return runs.defer("snapshot").prefetch_related(files)


def areas_to_report(user: User) -> QuerySet[Area]:
    """The areas this person may ask a report about, in code order."""
    held = user.areas_where(REQUEST)
    inside = Area.objects.none()
    for area in held:
        inside = inside | Area.objects.filter(path__startswith=area.path)
    return inside.filter(level__in=LEVELS).order_by("code").distinct()


def months_to_report(today: dt.date | None = None) -> list[Period]:
    """The running month up to yesterday, then the twelve whole months before it, newest first.

    Yesterday, because a day that is not over yet would freeze half-counted.
    """
    day = today or timezone.localdate()
    first = month_start(day)
    whole = [month_of(add_months(first, -n)) for n in range(1, 13)]
    if day == first:
        return whole
    return [Period(first, day - dt.timedelta(days=1)), *whole]


def waiting() -> QuerySet[ReportRun]:
    """Runs that stand in the queue longer than the broker ever needs."""
    since = timezone.now() - QUEUE_PATIENCE
    return ReportRun.objects.filter(status=QUEUED, status_since__lt=since)


def stuck() -> QuerySet[ReportRun]:
    """Runs whose worker has given no sign of life for minutes."""
    since = timezone.now() - RUN_PATIENCE
    return ReportRun.objects.filter(status=RUNNING, seen_at__lt=since)


def areas_with_movement(period: Period, kinds: Sequence[str] = ()) -> QuerySet[Area]:
    """Districts, subdistricts and communities in which anything was counted in these months; with
    `kinds`, any of these."""
    moved = Total.objects.filter(
        grain=Total.Grain.MONTH, period__gte=period.since, period__lte=period.until
    )
    if kinds:
        moved = moved.filter(kind__in=kinds)
    return Area.objects.filter(pk__in=moved.values("area"), level__in=LEVELS).order_by("code")


def in_scope(user: User, area: Area) -> bool:
    """Whether the person may ask a report about this very area."""
    return user.can(REQUEST, area) and area.level in LEVELS
