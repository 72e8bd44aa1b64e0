"""Background work of lists people send."""

import logging

from celery import shared_task

log = logging.getLogger(__name__)


@shared_task(name="lists.take_in", soft_time_limit=540, time_limit=600)
def take_in(kind: str, key: str, user: int) -> None:
    """A long list that was checked: make what it holds while a page waits."""
    from core.accounts.models import User
    from core.lists.kinds import kind_of
    from core.lists.once import take_in_held

    done = take_in_held(kind_of(kind), key, by=User.objects.get(pk=user), tell=True)
    log.info("took in a list", extra={"kind": kind, "account": user, "done": done})


@shared_task(name="lists.sweep", soft_time_limit=50, time_limit=60)
def sweep() -> None:
    """Every minute: queue again what was lost with a worker or with the broker."""
    from core.lists.kinds import declared
    from core.lists.once import pick_up_dropped

    for kind in declared():
        for held in pick_up_dropped(kind):
            take_in.delay(kind.name, str(held.key), held.by.pk)
