"""An opening state and a week in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from centres.directory.hours import Kind, OpenState, Span
from centres.directory.models import ServiceCentre, Weekday
from core.ui.formatting import short_date


@dataclass(frozen=True)
class Words:
    """`label` for the chip, `detail` for the line beside it."""

    label: str
    detail: str = ""


def _another_day(moment: dt.datetime) -> str:
    day = moment.date()
    if (day - timezone.localdate()).days < 7:
        return str(Weekday(day.isoweekday()).label)
    return short_date(day)


def words_for(state: OpenState) -> Words:
    """What people read for a state."""
    clock = f"{state.at:%H:%M}" if state.at else ""
    match state.kind:
        case Kind.OPEN:
            label = _("Closes soon") if state.soon else _("Open now")
            return Words(label, _("closes %(time)s") % {"time": clock})
        case Kind.LUNCH:
            return Words(_("Lunch break"), _("opens again %(time)s") % {"time": clock})
        case Kind.BREAK:
            return Words(_("On a break"), _("opens again %(time)s") % {"time": clock})
        case Kind.LATER:
            return Words(_("Not open yet"), _("opens today %(time)s") % {"time": clock})
        case Kind.TOMORROW:
            detail = _("opens tomorrow %(time)s") % {"time": clock}
            return Words(pgettext("centre", "Closed"), detail)
        case Kind.ANOTHER_DAY if state.at:
            when = {"day": _another_day(state.at), "time": clock}
            return Words(pgettext("centre", "Closed"), _("opens %(day)s %(time)s") % when)
        case Kind.CLOSED:
            return Words(pgettext("centre", "Closed"), _("until further notice"))
    return Words(_("Hours not known"), _("please call first"))


def spans_text(spans: Sequence[Span]) -> str:
    """08:30–12:00, 14:00–18:00; or closed."""
    if not spans:
        return pgettext("day", "Closed")
    return pgettext("between spans", ", ").join(map(str, spans))


def week_lines(centre: ServiceCentre) -> list[tuple[str, str]]:
    """The weekly pattern with like days together: ("Monday to Friday", "08:30–12:00 …")."""
    by_day: dict[int, list[Span]] = {}
    for row in centre.weekly_hours.all():
        by_day.setdefault(row.weekday, []).append(Span(row.opens, row.closes))
    days = [(day, spans_text(by_day.get(day, []))) for day in Weekday]
    lines = []
    for text, group in groupby(days, key=lambda pair: pair[1]):
        same = [day for day, _text in group]
        first, last = same[0].label, same[-1].label
        name = first if len(same) == 1 else _("%(first)s to %(last)s")
        lines.append((str(name) % {"first": first, "last": last}, text))
    return lines


FAR = 1000  # metres, from where kilometres read better
WALKED = 45  # minutes; farther than that nobody asks how long it takes on foot


def how_far(metres: int, minutes: int) -> str:
    """约 640 米，步行约 9 分钟; 约 7.2 公里."""
    shown = {"metres": metres, "km": f"{metres / 1000:.1f}", "minutes": minutes}
    if metres < FAR:
        return _("about %(metres)s m, %(minutes)s min on foot") % shown
    if minutes <= WALKED:
        return _("about %(km)s km, %(minutes)s min on foot") % shown
    return _("about %(km)s km") % shown
