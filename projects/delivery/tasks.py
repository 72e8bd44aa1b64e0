"""Background work of projects."""

import logging

from celery import shared_task

log = logging.getLogger(__name__)


@shared_task(name="projects.tell_followers", soft_time_limit=540, time_limit=600)
def tell_followers(telling_id: int) -> int:
    """Write the notices of one step to everybody who follows the project."""
    from projects.delivery.services.telling import tell

    return tell(telling_id)


@shared_task(name="projects.tell_waiting", soft_time_limit=540, time_limit=600)
def tell_waiting() -> int:
    """Every two minutes: the news of steps whose own task was lost."""
    from projects.delivery.services.telling import tell_waiting as now

    told = now()
    if told:
        log.info("told followers late", extra={"told": told})
    return told


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
