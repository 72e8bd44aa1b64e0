"""When something is due, in the words of the desk."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from core.ui.formatting import local, short_date


@dataclass(frozen=True)
class Due:
    """One chip: a sign that needs no colour, a tone, and the words."""

    sign: str
    tone: str
    text: str


def due(moment: dt.datetime, now: dt.datetime | None = None) -> Due:
    """▲ overdue, ◆ today, ● tomorrow or later. Days are calendar days in Asia/Shanghai."""
    now = local(now or timezone.now())
    here = local(moment)
    days = (here.date() - now.date()).days
    if days < 0:
        late = -days
        text = ngettext("%(n)d day overdue", "%(n)d days overdue", late) % {"n": late}
        return Due("▲", "red", text)
    if here < now:
        return Due("▲", "red", gettext("overdue since %(time)s") % {"time": f"{here:%H:%M}"})
    if days == 0:
        return Due("◆", "warn", gettext("today %(time)s") % {"time": f"{here:%H:%M}"})
    if days == 1:
        return Due("●", "neutral", gettext("tomorrow"))
    return Due("●", "neutral", short_date(here.date(), now.date()))
