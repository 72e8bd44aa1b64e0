"""Giving out numbers, each once."""

from django.db import connection
from django.utils import timezone

from core.areas.models import Area
from core.numbers.codes import prefix_for

_NEXT = """
INSERT INTO numbers_codesequence AS s (prefix, year, last) VALUES (%s, %s, %s)
ON CONFLICT (prefix, year) DO UPDATE SET last = s.last + %s RETURNING last
"""


def next_code(area: Area, *, series: str = "", prefix: str = "") -> str:
    """The next number of the area's district this year: YL-2026-0137, YL-WS-2026-0012.

    `series` keeps kinds of matters apart; `prefix` replaces the district's letters. One row
    lock per series and year keeps numbers apart and without gaps until commit.
    """
    letters = prefix or prefix_for(area.district or area)
    whole = f"{letters}-{series}" if series else letters
    year = timezone.localdate().year
    return f"{whole}-{year}-{reserve(whole, year):04d}"


def reserve(prefix: str, year: int, count: int = 1) -> int:
    """Take `count` numbers at once and return the last of them; for imports and demo data."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [prefix, year, count, count])
        return int(cursor.fetchone()[0])
