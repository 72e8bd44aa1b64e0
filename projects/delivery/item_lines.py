"""Reading a price list typed or pasted as lines."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_LINES = 200
LONGEST_NAME, LONGEST_UNIT = 120, 20
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


def read_items(text: str) -> list[dict[str, Any]]:
    """The items of a price list: name, unit, quantity, unit price (yuan) on each line.

    Separated by tabs or commas. Raises ValidationError naming every line that is wrong.
    """
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), start=1)]
    lines = [(n, line) for n, line in lines if line]
    if len(lines) > MOST_LINES:
        raise ValidationError(_("Please keep it to 200 lines."))
    found, wrong = [], []
    for number, line in lines:
        try:
            found.append(_item(line))
        except ValueError:
            wrong.append(number)
    if wrong:
        said = _("Please check these lines: {lines}. Each needs name, unit, quantity, unit price.")
        raise ValidationError(said.format(lines=", ".join(map(str, wrong))))
    return found


def _item(line: str) -> dict[str, Any]:
    cells = [_CONTROL.sub("", cell).strip() for cell in re.split(r"\t|[,，;；]", line)]
    if len(cells) != 4 or not cells[0]:
        raise ValueError(line)
    name, unit, quantity, price = cells
    if len(name) > LONGEST_NAME or len(unit) > LONGEST_UNIT:
        raise ValueError(line)
    return {
        "name": name,
        "unit": unit,
        "quantity": _number(quantity, places=3, most=Decimal(10) ** 9, positive=True),
        "unit_price": _number(price, places=2, most=Decimal(10) ** 12),
    }


def _number(text: str, *, places: int, most: Decimal, positive: bool = False) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or number < 0 or number >= most or (positive and not number):
        raise ValueError(text)
    if number != round(number, places):
        raise ValueError(text)
    return number
