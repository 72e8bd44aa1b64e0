"""Numbers of a `.pb` file, exact both ways."""

import re
from fractions import Fraction

from django.utils.translation import gettext_noop

from projects.councils.tally.pabulib.errors import PabulibError

NUMBER = re.compile(r"-?[0-9]{1,30}([.,][0-9]{1,30})?", re.ASCII)
COUNT = re.compile(r"[0-9]{1,12}", re.ASCII)


def number(text: str, what: str, line: int, **named: str) -> Fraction:
    """A decimal number; comma and point both stand before the decimals, nothing parts thousands."""
    if not NUMBER.fullmatch(text):
        raise PabulibError(
            gettext_noop("{what} is not a number: {text}"),
            line,
            what=what,
            text=repr(text[:40]),
            **named,
        )
    return Fraction(text.replace(",", "."))


def whole_number(text: str, what: str, line: int) -> int:
    if not COUNT.fullmatch(text):
        raise PabulibError(
            gettext_noop("{what} is not a whole number: {text}"),
            line,
            what=what,
            text=repr(text[:40]),
        )
    return int(text)


def plain(amount: Fraction) -> str:
    """The amount as decimal digits, exactly: "1200", "0.05". ValueError if it has no such form."""
    places = 0
    scaled = amount
    while scaled.denominator != 1:
        places += 1
        scaled = amount * 10**places
        if places > 60:
            raise ValueError(f"{amount} is not a decimal number")
    if not places:
        return str(scaled.numerator)
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if amount < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
