"""Background work of councils: counting votes, ending those whose time is over."""

import logging

from celery import shared_task

log = logging.getLogger(__name__)


@shared_task(name="councils.count", soft_time_limit=1140, time_limit=1200)
def count_votes(run_id: int) -> None:
    """Count one vote; a second worker with the same id does nothing."""
    from projects.councils.ballots.counting import count
    from projects.councils.models import TallyRun

    run = TallyRun.objects.select_related("ballot__area", "area").get(pk=run_id)
    log.info("count", extra={"run": run_id, "counted": count(run)})


@shared_task(name="councils.sweep", soft_time_limit=50, time_limit=60)
def sweep() -> None:
    """Every minute: end votes whose time is over, and queue counts that wait."""
    from projects.councils.ballots.counting import close_overdue, pick_up_dropped

    closed = close_overdue()
    for run in pick_up_dropped():
        count_votes.delay(run.pk)
    if closed:
        log.info("ended votes", extra={"closed": closed})
