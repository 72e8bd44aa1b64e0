"""A figure beside its own last period, in words. Never beside other areas or people."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.counters.metrics import Metric
from core.counters.periods import Period
from core.counters.units import Unit, spoken


@dataclass(frozen=True)
class Change:
    """How a figure moved: `direction` is up, down, same, or empty where there is no saying."""

    direction: str
    said: str


def before(period: Period) -> str:
    """What the period before this one is called."""
    if period.since.day == 1 and (period.months or 1) == 1 and period.days <= 31:
        return pgettext("period before", "the month before")
    names = {3: pgettext("period before", "the quarter before")}
    names[12] = pgettext("period before", "the year before")
    return names.get(period.months or 0, pgettext("period before", "the period before"))


def compare(metric: Metric, value: Decimal | None, earlier: Decimal | None, name: str) -> Change:
    """The change from the period called `name`; says nothing of metrics that don't compare."""
    if not metric.compare or value is None:
        return Change("", "")
    if earlier is None:
        return Change("", _("No figure for %(before)s") % {"before": name})
    difference = value - earlier
    if not difference:
        return Change("same", _("The same as %(before)s") % {"before": name})
    number, unit = spoken(abs(difference), metric.unit)
    if metric.unit == Unit.PERCENT:
        unit = _("points")
    words = {"number": number, "unit": unit, "before": name}
    if difference > 0:
        return Change("up", _("%(number)s %(unit)s more than %(before)s") % words)
    return Change("down", _("%(number)s %(unit)s less than %(before)s") % words)
