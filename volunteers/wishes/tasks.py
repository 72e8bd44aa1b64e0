"""Background work of wishes."""

import logging

from celery import shared_task

log = logging.getLogger(__name__)


@shared_task(name="wishes.lapse_overdue", soft_time_limit=540, time_limit=600)
def lapse_overdue() -> int:
    """Every hour: claims without contact in time go back to the wall."""
    from volunteers.wishes.services import lapse_overdue as lapse

    moved = lapse()
    log.info("lapsed claims", extra={"moved": moved})
    return moved


@shared_task(name="wishes.roll_over", soft_time_limit=540, time_limit=600)
def roll_over() -> int:
    """Every morning: unclaimed wishes go first into the next round."""
    from volunteers.wishes.services import roll_over_unclaimed

    moved = roll_over_unclaimed()
    log.info("rolled over wishes", extra={"moved": moved})
    return moved
