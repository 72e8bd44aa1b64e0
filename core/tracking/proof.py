"""Proving without an account that a matter is one's own: tracking code and four digits."""

import hmac
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from core.numbers.codes import LENGTH, normalise_tracking_code
from core.privacy.services import blind_indexes

M = TypeVar("M", bound=Model)


def last_four(matter: Any) -> str:
    """The four digits asked for: of the phone, or of the number on the slip without one."""
    digits = "".join(c for c in matter.contact_phone if c.isdigit())
    return digits[-4:] if len(digits) >= 4 else matter.code[-4:]


def prove(rows: QuerySet[M], code: str, last4: str, *, purpose: str) -> M | None:
    """The matter of this tracking code if the four digits fit; None whatever is wrong.

    `purpose` is that of the model's `tracking_index`. Guessing is hopeless (54 bits) and takes
    as long as failing the digits; the caller still limits tries per address and per code.
    """
    plain = normalise_tracking_code(code)
    digits = "".join(c for c in last4 if c.isascii() and c.isdigit())
    indexes = blind_indexes(plain if len(plain) == LENGTH else "-", purpose)
    matter = rows.filter(tracking_index__in=indexes).first()
    expected = last_four(matter) if matter else "----"
    fits = hmac.compare_digest(expected.encode(), digits.encode())
    return matter if fits and matter is not None else None
