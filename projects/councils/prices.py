"""Prices on a ballot: exact, and without cents that are none. 30,000 元."""

from decimal import Decimal
from typing import Any

from core.ui.formatting import exact_money


def price(value: Any) -> str:
    """¥30,000 or 30,000.50 元."""
    if value is None or value == "":
        return ""
    text = exact_money(value)
    return text.replace(".00", "") if Decimal(str(value)) % 1 == 0 else text
