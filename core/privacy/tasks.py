"""Nightly: erase what has been kept long enough."""

from celery import shared_task

from core.privacy.retention import purge


@shared_task(time_limit=3600)
def purge_expired() -> int:
    """How many rows were erased."""
    return sum(report.erased for report in purge())
