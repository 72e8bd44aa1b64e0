"""Quiet hours: nobody's phone rings between 20:00 and 08:30, urgent matters excepted.

Source: DOMAIN.md 10.2 (13), "rest is respected".
"""

import datetime as dt

from django.utils import timezone

BEGINS = dt.time(20, 0)
ENDS = dt.time(8, 30)


def is_quiet(moment: dt.datetime) -> bool:
    """Whether that moment lies in the quiet hours of Shanghai; 08:30 itself does not."""
    at = timezone.localtime(moment).time()
    return at >= BEGINS or at < ENDS


def allowed_from(moment: dt.datetime) -> dt.datetime:
    """The moment itself, or the next 08:30 when it is quiet."""
    if not is_quiet(moment):
        return moment
    local = timezone.localtime(moment)
    day = local.date() + dt.timedelta(days=1) if local.time() >= BEGINS else local.date()
    return dt.datetime.combine(day, ENDS, tzinfo=local.tzinfo)
