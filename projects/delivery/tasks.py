"""Background work of projects."""

import logging

from celery import shared_task

log = logging.getLogger(__name__)


@shared_task(name="projects.end_due_notices", soft_time_limit=540, time_limit=600)
def end_due_notices() -> int:
    """Every quarter of an hour: notices whose time is over end, if every objection is answered."""
    from projects.delivery.services.objecting import end_due_notices as end

    ended = end()
    log.info("ended public notices", extra={"ended": ended})
    return ended


@shared_task(name="projects.watch_splitting", soft_time_limit=540, time_limit=600)
def watch_splitting() -> int:
    """Every night: projects that look like one in parts are flagged for the subdistrict."""
    from projects.delivery.services.watching import watch_all

    made = watch_all()
    log.info("flagged suspected splits", extra={"made": made})
    return made
