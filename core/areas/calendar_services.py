"""Writing the working calendar."""

import datetime as dt
import logging
from pathlib import Path

from django.db import transaction
from kombu.exceptions import OperationalError

from core.areas import calendar
from core.areas.csv_lines import BadLine, read_lines
from core.areas.models import CalendarDay
from core.areas.tasks import calendar_changed

logger = logging.getLogger(__name__)
KINDS = {"holiday": False, "working": True}
SECOND_RUN_SECONDS = 60
SHIPPED = Path(__file__).parent / "data" / "calendar_2025_2026.csv"


def announce() -> None:
    """Run the hooks now and once more in a minute. Without a broker the second run is skipped."""
    calendar.run_hooks()
    try:
        calendar_changed.apply_async(countdown=SECOND_RUN_SECONDS, retry=False)
    except OperationalError:
        logger.warning("calendar changed; no broker for the second recomputation")


def load_calendar(path: Path) -> int:
    """Load a CSV of `date,kind,festival` (kind: holiday or working); returns the days read.

    The years named in the file are replaced as a whole, in one transaction, so loading twice
    changes nothing. Raises BadLine with the line number; then nothing is changed.
    """
    days: dict[dt.date, CalendarDay] = {}
    for line, row in read_lines(path, ("date", "kind", "festival")):
        day = _parse(line, row)
        if day.date in days:
            raise BadLine(line, f"{day.date} is listed twice")
        days[day.date] = day
    with transaction.atomic():
        years = {day.year for day in days}
        CalendarDay.objects.filter(date__year__in=years).delete()
        CalendarDay.objects.bulk_create(days.values())
        calendar.changed(announce)
    return len(days)


def _parse(line: int, row: dict[str, str]) -> CalendarDay:
    try:
        date = dt.date.fromisoformat(row["date"])
    except ValueError as error:
        raise BadLine(line, f"{row['date']!r} is not a date like 2026-02-14") from error
    if row["kind"] not in KINDS:
        raise BadLine(line, f"kind {row['kind']!r} is neither holiday nor working")
    if len(row["festival"]) > 60:
        raise BadLine(line, "the festival's name is longer than 60 characters")
    return CalendarDay(date=date, is_working=KINDS[row["kind"]], reason=row["festival"])
