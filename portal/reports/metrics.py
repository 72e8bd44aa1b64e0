"""The figure that belongs to no step of a project alone: what was under way in a period."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN, within
from core.counters.metrics import Metric, declare
from core.counters.units import Unit
from projects.delivery.metrics import span
from projects.delivery.models import MicroProject


def _implemented(since: dt.date, until: dt.date) -> Q:
    start, end = span(since, until)
    began = Q(started_at__gte=start, started_at__lt=end)
    return began | Q(contract__signed_on__gte=since, contract__signed_on__lte=until)


def _rows(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[MicroProject]:
    rows = MicroProject.objects.in_areas_of(user).within(area)
    found: QuerySet[MicroProject] = rows.filter(_implemented(since, until))
    return found


def _by_area(areas: Sequence[Area], since: dt.date, until: dt.date) -> dict[int, Decimal | None]:
    """Each project once, in every one of these areas that it lies in; one query."""
    columns = [f"{column}_id" for column in SCOPE_COLUMN.values()]
    rows = MicroProject.objects.filter(within(areas), _implemented(since, until))
    tally = {area.pk: Decimal(0) for area in areas}
    for row in rows.order_by().values(*columns).annotate(n=Count("pk")):
        for place in {row[column] for column in columns} & tally.keys():
            tally[place] += row["n"]
    return dict(tally)


implemented = declare(
    Metric(
        "projects.implemented",
        _("Projects carried out"),
        _(
            "Projects whose contract was signed or whose work began in the period (实施), each"
            " once, whether they were finished in it or not."
        ),
        Unit.PIECE,
        values=_by_area,
        rows=_rows,
        public=True,
    )
)
