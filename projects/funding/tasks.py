"""Work of the night."""

import logging

from celery import shared_task

logger = logging.getLogger(__name__)


@shared_task(name="funding.seal", time_limit=600, soft_time_limit=540)
def seal_ledger() -> None:
    """Note the newest entry of every book that moved."""
    from projects.funding.services import seal

    made = seal()
    logger.info("ledger sealed: %s", made.number if made else "nothing moved")


@shared_task(name="funding.verify", time_limit=3600, soft_time_limit=3500)
def verify_ledger() -> None:
    """Recompute all of it; a fault is an error in the log, which the operator is told of."""
    from projects.funding.verifying import verify_all

    for fault in verify_all().faults:
        logger.error("the ledger does not verify: %s", fault)
