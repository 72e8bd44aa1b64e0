"""The periods a funding report is asked for, and what people call them."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from core.counters.periods import Period, add_months, month_end

QUARTERS = (
    pgettext_lazy("quarter", "first quarter of %(year)s"),
    pgettext_lazy("quarter", "second quarter of %(year)s"),
    pgettext_lazy("quarter", "third quarter of %(year)s"),
    pgettext_lazy("quarter", "fourth quarter of %(year)s"),
)
# first month and how many, by the value of the form's choice
WHOLE = {"year": (1, 12), "h1": (1, 6), "h2": (7, 6)}
WHOLE |= {f"q{n}": (3 * n - 2, 3) for n in range(1, 5)}
WHOLE |= {f"to{n}": (1, n) for n in (2, 4, 5, 7, 8, 9, 10, 11)}
WHOLE |= {f"m{n}": (n, 1) for n in range(1, 13)}
CUSTOM = "custom"
FIRST_YEAR = 2000


def period_of(span: str, year: int) -> Period:
    """The period of a choice in a year. Raises KeyError for a choice that is not one."""
    first, months = WHOLE[span]
    since = dt.date(year, first, 1)
    return Period(since, month_end(add_months(since, months - 1)))


def is_half_year(period: Period) -> bool:
    return period.months == 6 and period.since.month in (1, 7)


def said(period: Period) -> str:
    """The period as it stands in a sentence: 2018年1至9月, 2021年上半年."""
    months, since, until = period.months, period.since, period.until
    if not months or since.year != until.year:
        form = pgettext("date in a sentence", "j F Y")
        ends = {"since": date_format(since, form), "until": date_format(until, form)}
        return pgettext("period in a sentence", "%(since)s to %(until)s") % ends
    year = {"year": since.year}
    if months == 12:
        return _("the year %(year)s") % year
    if is_half_year(period):
        first = since.month == 1
        return (_("first half of %(year)s") if first else _("second half of %(year)s")) % year
    if months == 3 and since.month % 3 == 1:
        return str(QUARTERS[since.month // 3]) % year
    if months == 1:
        return date_format(since, pgettext("month in a sentence", "F Y"))
    names = {
        "first": date_format(since, pgettext("first month of several", "F")),
        "last": date_format(until, pgettext("last month of several", "F")),
    }
    return pgettext("months in a sentence", "%(first)s to %(last)s %(year)s") % {**names, **year}


def choices() -> list[tuple[str, object]]:
    """What the form offers, without the year."""
    some: list[tuple[str, object]] = [
        ("year", gettext_lazy("The whole year")),
        ("h1", gettext_lazy("First half-year")),
        ("h2", gettext_lazy("Second half-year")),
    ]
    some += [(f"q{n}", _("Quarter %(n)s") % {"n": n}) for n in range(1, 5)]
    upto = [name for name in WHOLE if name.startswith("to")]
    some += [(name, _("Months 1 to %(n)s") % {"n": WHOLE[name][1]}) for name in upto]
    some += [(f"m{n}", _("Month %(n)s") % {"n": n}) for n in range(1, 13)]
    return [*some, (CUSTOM, gettext_lazy("Days of my choice"))]
