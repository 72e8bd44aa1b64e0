"""Background work of the reports."""

import logging

from celery import shared_task

log = logging.getLogger(__name__)


@shared_task(name="reports.build", soft_time_limit=280, time_limit=300)
def build_report(run_id: int) -> None:
    """Make one report; a second worker with the same id does nothing."""
    from portal.reports.models import ReportRun
    from portal.reports.services import build

    run = ReportRun.objects.select_related("area").get(pk=run_id)
    log.info("report", extra={"report": run.code, "made": build(run)})


@shared_task(name="reports.sweep", soft_time_limit=50, time_limit=60)
def sweep_reports() -> None:
    """Every minute: queue again what was lost with a worker or with the broker."""
    from portal.reports.services import pick_up_dropped

    for run in pick_up_dropped():
        build_report.delay(run.pk)


@shared_task(name="reports.request_monthly", soft_time_limit=280, time_limit=300)
def request_monthly_reports() -> None:
    """On the first day of the month at 06:00: last month, for every area with movement."""
    from portal.reports.queries import months_to_report
    from portal.reports.services import request_monthly

    last_month = next(p for p in months_to_report() if p.months)
    for run in request_monthly(last_month):
        build_report.delay(run.pk)


@shared_task(name="reports.request_quarterly", soft_time_limit=280, time_limit=300)
def request_quarterly_reports() -> None:
    """On the second day of a quarter at 06:00: the last quarter's money, for every district."""
    from django.utils import timezone

    from core.counters.periods import quarter_of
    from portal.reports.services import request_quarterly

    for run in request_quarterly(quarter_of(timezone.localdate()).previous()):
        build_report.delay(run.pk)
