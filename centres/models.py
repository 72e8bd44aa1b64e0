"""The wing's tables, room by room."""

from centres.directory.models import (  # noqa: F401 - Django finds a wing's models here
    CentrePhoto,
    HoursException,
    HoursExceptionSpan,
    OpeningHours,
    Room,
    ServiceCentre,
    Zone,
)
