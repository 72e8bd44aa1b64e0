"""The sentences a funding report opens with, in the words the field uses for them."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.areas.models import Area
from core.counters.periods import Period
from core.counters.units import WAN, YI
from portal.reports.funds.spans import is_half_year, said

CENT = Decimal("0.01")
Value = Callable[[str], Decimal | None]


def money(yuan: Decimal) -> str:
    """A sum as the sentence says it: 1.45亿元, 548.96万元, 80.5元.

    Rounded half up to two decimals of the unit, zeros at the end dropped. The unit is 元 below
    ten thousand, 万元 below a hundred million, then 亿元; what rounds up to the next is said in it.
    """
    if not (get_language() or "").startswith("zh"):
        return _("%(yuan)s yuan") % {"yuan": f"{yuan:,.2f}".removesuffix(".00")}
    number, unit = _rounded(yuan), "元"
    for size, larger in ((WAN, "万元"), (YI, "亿元")):
        if abs(number) >= WAN:
            number, unit = _rounded(yuan / size), larger
    shown = f"{number:f}".rstrip("0").rstrip(".")
    return f"{shown}{unit}"


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(CENT, rounding=ROUND_HALF_UP)


def sentences(area: Area, period: Period, value: Value) -> list[str]:
    """What was collected, approved, spent and given; and what was carried out.

    A half-year opens with the second, as half-year reports do. `value` gives a metric's value
    by name.
    """

    def count(name: str) -> int:
        return int(value(name) or 0)

    words = {
        "period": said(period),
        "where": _where(area),
        "collected": count("proposals.collected"),
        "approved": count("projects.approved"),
        "implemented": count("projects.implemented"),
        "paid": money(value("funds.paid") or Decimal(0)),
        "social": money(value("funds.received") or Decimal(0)),
    }
    first = _(
        "%(period)s, %(where)s: %(collected)s micro-projects collected, %(approved)s approved,"
        " %(paid)s of public money spent, %(social)s of social contributions attracted."
    )
    second = ngettext(
        "%(period)s: %(implemented)s micro-project carried out, %(paid)s actually spent.",
        "%(period)s: %(implemented)s micro-projects carried out, %(paid)s actually spent.",
        words["implemented"],  # type: ignore[arg-type]
    )
    both = [first % words, second % words]
    return both[::-1] if is_half_year(period) else both


def _where(area: Area) -> str:
    """The whole district with its parts counted, a subdistrict likewise, or the community."""
    below = Area.objects.filter(path__startswith=area.path)
    parts = {
        "name": area.name,
        "streets": below.filter(level=Area.Level.SUBDISTRICT).count(),
        "communities": below.filter(level=Area.Level.COMMUNITY).count(),
    }
    if area.level == Area.Level.COMMUNITY:
        return area.name
    if area.level == Area.Level.SUBDISTRICT:
        return _("%(name)s with its %(communities)s communities") % parts
    return _("the whole district, %(streets)s subdistricts, %(communities)s communities") % parts
