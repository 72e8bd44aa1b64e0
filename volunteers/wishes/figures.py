"""Counting claims: service items promised and kept, beside what the engine counts of wishes.

The Zhangzhou article counts 150 service items claimed and 35 people helped; the two are
never added or mixed. An item counts on the day it was promised, and is taken off again when
the promise ends unfulfilled.
"""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.counters.services import Change, counted, record

KIND = "wish_claims"
TAKEN = "taken"


def _change(wish: Any, claim: Any, sign: int) -> None:
    what = counted(str(wish.kind), {"items": Decimal(claim.items)})
    day = timezone.localdate(claim.claimed_at)
    record(KIND, wish.area_id, day, [Change(TAKEN, what, entered=sign)])


def claim_taken(wish: Any, claim: Any) -> None:
    """Count a new claim and its service items."""
    _change(wish, claim, 1)


def claim_undone(wish: Any, claim: Any) -> None:
    """Take a claim off again that ended without being fulfilled."""
    _change(wish, claim, -1)
