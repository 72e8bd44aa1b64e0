"""Stage ageing: how long projects have stood where they stand now, in days of the calendar."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from django.db.models import Count
from django.db.models.functions import Now, TruncDate
from django.utils import timezone

from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN, within
from projects.delivery.models import MicroProject
from projects.delivery.states import OPEN

DAYS = TruncDate(Now()) - TruncDate("status_since")  # of one project


def median_days(areas: Sequence[Area], since: dt.date, until: dt.date) -> dict[int, Decimal | None]:
    """The median of the days in each area today, None where no project is on its way."""
    rows = MicroProject.objects.filter(within(areas), status__in=OPEN)
    columns = [f"{column}_id" for column in SCOPE_COLUMN.values()]
    tally: dict[int, Counter[int]] = {area.pk: Counter() for area in areas}
    today = timezone.localdate()
    by_day = rows.annotate(day=TruncDate("status_since")).values(*columns, "day")
    for row in by_day.annotate(n=Count("pk")).order_by():
        for place in {row[column] for column in columns} & tally.keys():
            tally[place][(today - row["day"]).days] += row["n"]
    return {
        place: Decimal(str(median(days.elements()))) if days else None
        for place, days in tally.items()
    }
