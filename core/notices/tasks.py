"""Celery's side of the outbox: ids in, a service, done."""

from celery import shared_task


@shared_task(name="notices.deliver", soft_time_limit=40, time_limit=60)
def deliver(notice_id: int) -> str:
    """Deliver one notice if it still waits."""
    from core.notices.delivery import deliver as now

    return now(notice_id)


@shared_task(name="notices.deliver_due", soft_time_limit=55, time_limit=60)
def deliver_due() -> int:
    """Every minute: digests, then whatever waits and may leave."""
    from core.notices.delivery import deliver_due as sweep

    return sweep()


@shared_task(name="notices.resolve_stuck", soft_time_limit=55, time_limit=60)
def resolve_stuck() -> int:
    """Every few minutes: settle what a crash left half sent."""
    from core.notices.delivery import resolve_stuck as resolve

    return resolve()


@shared_task(name="notices.sweep_reminders", soft_time_limit=270, time_limit=300)
def sweep_reminders() -> int:
    """Every few minutes in waking hours: ask each reminder whose hour has come."""
    from core.notices.sweep import sweep

    return sweep()
