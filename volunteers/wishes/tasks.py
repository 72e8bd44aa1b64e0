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


@shared_task(name="wishes.take_in", soft_time_limit=540, time_limit=600)
def take_in(key: str, user: int) -> None:
    """A long list that was checked: make its wishes while a page waits."""
    from core.accounts.models import User
    from volunteers.wishes.services.import_once import take_in_held

    done = take_in_held(key, by=User.objects.get(pk=user), tell=True)
    log.info("took in a list", extra={"account": user, "done": done})


@shared_task(name="wishes.sweep_lists", soft_time_limit=50, time_limit=60)
def sweep_lists() -> None:
    """Every minute: queue again what was lost with a worker or with the broker."""
    from volunteers.wishes.services.import_once import pick_up_dropped

    for held in pick_up_dropped():
        take_in.delay(str(held.key), held.by_id)
