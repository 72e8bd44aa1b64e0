"""Dates, money and counts in templates: `{% load words %}`, then `{{ wish.published_at|ago }}`."""

from collections.abc import Callable
from typing import Any

from django import template

from core.ui import formatting

register = template.Library()


def quiet(name: str, write: Callable[[Any], str]) -> None:
    """Register a filter that writes nothing for None or ""."""

    def filtered(value: Any) -> str:
        return "" if value is None or value == "" else write(value)

    register.filter(name, filtered)


quiet("ago", formatting.ago)
quiet("zh_date", formatting.long_date)
quiet("short_date", formatting.short_date)
quiet("moment", formatting.moment)
quiet("money", formatting.money)
quiet("exact_money", formatting.exact_money)


@register.filter
def count(value: Any, unit: Any = "") -> str:
    return "" if value is None or value == "" else formatting.count(value, unit)
