"""Background work of the areas room."""

from celery import shared_task

from core.areas import calendar


@shared_task(name="areas.calendar_changed", soft_time_limit=600)
def calendar_changed() -> None:
    """Run the calendar's hooks again, when no process holds an older copy any more."""
    calendar.run_hooks()
