"""Background work of the counters."""

import logging

from celery import shared_task

log = logging.getLogger(__name__)


@shared_task(soft_time_limit=50, time_limit=60)
def fold_deltas() -> int:
    """Every minute: move what was written into the totals."""
    from core.counters.services import fold_all

    moved = fold_all()
    log.info("folded deltas", extra={"moved": moved})
    return moved


@shared_task(soft_time_limit=1700, time_limit=1800)
def rebuild_all() -> None:
    """After a move in the tree: every figure anew, along the tree as it stands now."""
    from core.counters.rebuilding import rebuild

    rebuild()
    log.info("rebuilt the counters")
