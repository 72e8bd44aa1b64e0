"""Handing rows to the workers after the commit; without a broker they wait for the sweep."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from core.notices.models import Notice, Status

log = logging.getLogger(__name__)
_PAUSE_SECONDS = 15.0
_broker_silent_until = 0.0


def enqueue_after_commit(notices: Iterable[Notice]) -> None:
    """Once the transaction is committed, ask a worker to deliver what may leave now."""
    now = timezone.now()
    start_after_commit(
        _deliver, [n.pk for n in notices if n.status == Status.QUEUED and n.not_before <= now]
    )


def start_after_commit(start: Callable[[int], object], ids: Sequence[int]) -> None:
    """Once the transaction is committed, start a task for each id.

    `start` answers None where the broker is away. Nothing depends on it: what is to be done
    stands in the database, and a sweep finds it.
    """
    if ids:
        transaction.on_commit(lambda: _start(start, ids))


def _deliver(notice_id: int) -> object:
    # inside, because tasks import the services that import this
    from core.notices.tasks import deliver  # noqa: PLC0415

    return deliver.apply_async((notice_id,), retry=False, ignore_result=True)


def _start(start: Callable[[int], object], ids: Sequence[int]) -> None:
    """Never raises: the row is the message, the queue only makes it quick.

    After a failure the broker is left alone for a while, so that a page that causes many
    notices does not wait for each of them.
    """
    global _broker_silent_until
    if time.monotonic() < _broker_silent_until:
        return
    try:
        reached = all(start(one) is not None for one in ids)
    except Exception:
        log.warning("no broker: notices wait for the sweep", exc_info=True)
        reached = False
    if not reached:  # our tasks answer None when the broker is away
        _broker_silent_until = time.monotonic() + _PAUSE_SECONDS
