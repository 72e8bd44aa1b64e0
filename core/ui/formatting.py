"""Dates, money and counts as people read them. Plain string work: lists call these by the dozen."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

WEEKDAYS = "一二三四五六日"
WAN = Decimal(10_000)
YI = Decimal(100_000_000)
MILLION = Decimal(1_000_000)
ENDS = "。！？…；.!?;"


def chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def ago(moment: dt.datetime, now: dt.datetime | None = None) -> str:
    """How long ago; from yesterday on by calendar days: 刚刚, 5 分钟前, 昨天, 2 天前, a date."""
    here, now = local(moment), local(now or timezone.now())
    seconds = (now - here).total_seconds()
    days = (now.date() - here.date()).days
    if days <= 0:
        if seconds < 60:
            return gettext("just now")
        minutes, hours = int(seconds // 60), int(seconds // 3600)
        if minutes < 60:
            return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    if days == 1:
        return gettext("yesterday")
    if days < 31:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    return short_date(here.date(), now.date())


def long_date(day: dt.date) -> str:
    """2026年11月21日 星期六 / Saturday, 21 November 2026."""
    day = local(day).date() if isinstance(day, dt.datetime) else day
    if chinese():
        return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def short_date(day: dt.date, today: dt.date | None = None) -> str:
    """11月19日, with its year when that is not this year."""
    day = local(day).date() if isinstance(day, dt.datetime) else day
    today = today or timezone.localdate()
    if chinese():
        year = "" if day.year == today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日"
    return f"{day.day} {day:%b}" + ("" if day.year == today.year else f" {day.year}")


def moment(value: dt.datetime, now: dt.datetime | None = None) -> str:
    """今天 10:24, 昨天 09:10, 11月19日 15:02."""
    here, today = local(value), local(now or timezone.now()).date()
    days = (today - here.date()).days
    names = {0: gettext("today"), 1: gettext("yesterday"), -1: gettext("tomorrow")}
    return f"{names.get(days) or short_date(here.date(), today)} {here:%H:%M}"


def rounded(value: Decimal, places: int = 2) -> str:
    """Thousands separated; no more than `places` decimals, and none that are zero."""
    text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _in_yuan(text: str) -> str:
    """¥12, and -¥12 below zero."""
    return f"-¥{text[1:]}" if text.startswith("-") else f"¥{text}"


def money_parts(value: Any) -> tuple[str, str]:
    """The figure and its unit apart: ("1.45", "亿元"); in English ("¥145", "million")."""
    yuan = Decimal(str(value))
    size = abs(yuan)
    if not chinese():
        if size >= MILLION:
            return _in_yuan(rounded(yuan / MILLION)), gettext("million")
        return _in_yuan(rounded(yuan)), ""
    if size >= YI:
        return rounded(yuan / YI), "亿元"
    if size >= WAN:
        return rounded(yuan / WAN), "万元"
    return rounded(yuan), "元"


def money(value: Any) -> str:
    """120 元, 1.2 万元, 1.45 亿元; ¥120, ¥12,000, ¥145 million."""
    return " ".join(part for part in money_parts(value) if part)


def exact_money(value: Any) -> str:
    """To the cent, never shortened: for ledgers and slips. 12,000.00 元."""
    text = f"{Decimal(str(value)).quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"
    return f"{text} 元" if chinese() else _in_yuan(text)


def count(value: Any, unit: Any = "") -> str:
    """1,766 个."""
    text = f"{int(value):,}"
    return f"{text} {unit}" if unit else text


def sentence(text: str) -> str:
    """With a full stop where none was typed, so that the next sentence may follow."""
    text = text.rstrip()
    if not text or text[-1] in ENDS:
        return text
    return text + ("。" if any("一" <= sign <= "鿿" for sign in text) else ".")
