"""Background work of the files room."""

from celery import shared_task


@shared_task(name="files.discard_unattached", soft_time_limit=300)
def discard_unattached() -> int:
    """Discard uploads that no object claimed within a day."""
    from core.files import services

    return services.discard_unattached()
