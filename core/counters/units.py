"""Units of figures. They keep 人, 人次 and 户 apart, so that nobody adds one to another."""

from decimal import Decimal

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import pgettext_lazy as p

WAN = Decimal(10_000)
YI = Decimal(100_000_000)


class Unit(models.TextChoices):
    """What one of a figure is."""

    PIECE = "piece", p("unit", "items")  # 个
    CASE = "case", p("unit", "matters")  # 件
    PERSON = "person", p("unit", "people")  # 人
    ATTENDANCE = "attendance", p("unit", "times")  # 人次
    HOUSEHOLD = "household", p("unit", "households")  # 户
    YUAN = "yuan", p("unit", "yuan")  # 元
    DAY = "day", p("unit", "days")  # 天
    HOUR = "hour", p("unit", "hours")  # 小时
    PERCENT = "percent", p("unit", "%")


COUNTS = frozenset({Unit.PIECE, Unit.CASE, Unit.PERSON, Unit.ATTENDANCE, Unit.HOUSEHOLD})


def plain(value: Decimal) -> str:
    """The number with thousands separators, without trailing zeros: 1,766 or 96.4."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"


def spoken(value: Decimal | None, unit: Unit) -> tuple[str, str]:
    """Number and unit as people read them; big sums of money in 万元 and 亿元 in Chinese."""
    if value is None:
        return "—", ""
    chinese = (get_language() or "").startswith("zh")
    if unit == Unit.YUAN and chinese:
        for size, name in ((YI, "亿元"), (WAN, "万元")):
            if abs(value) >= size:
                return plain((value / size).quantize(Decimal("0.01"))), name
    if unit == Unit.YUAN and value % 1:
        return f"{value:,.2f}", str(Unit.YUAN.label)
    return plain(value), str(unit.label)
