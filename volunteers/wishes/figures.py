"""Counting what the engine does not: first steps of wishes, claims, and days taken.

A wish that is given back enters "published" again; people who read a figure mean new wishes,
so the first time is counted apart. The Zhangzhou article counts 150 service items claimed and
35 people helped; the two are never added or mixed. An item counts on the day it was promised,
and is taken off again when the promise ends unfulfilled.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.counters.services import Change, counted, record
from volunteers.wishes.kinds import SpokenFor

CLAIMS, TAKEN = "wish_claims", "taken"
STEPS, MADE, PUBLISHED, CLOSED = "wish_steps", "made", "published", "closed"
DAYS_TAKEN = "day_"


def _first(wish: Any, step: str, at: dt.datetime, **measures: int) -> None:
    what = counted(str(wish.kind), {name: Decimal(n) for name, n in measures.items()})
    record(STEPS, wish.area_id, timezone.localdate(at), [Change(step, what, entered=1)])


def made(wish: Any) -> None:
    """A new wish, and whether somebody else entered it."""
    _first(wish, MADE, wish.created_at, by_proxy=int(wish.spoken_for != SpokenFor.SELF))


def published(wish: Any) -> None:
    """On the wall for the first time."""
    _first(wish, PUBLISHED, wish.published_at)


def closed(wish: Any) -> None:
    """Come true, so many days after it was first published."""
    taken = timezone.localdate(wish.closed_at) - timezone.localdate(wish.published_at)
    _first(wish, CLOSED, wish.closed_at, **{f"{DAYS_TAKEN}{max(taken.days, 0)}": 1})


def all_steps(wishes: Iterable[Any]) -> None:
    """For histories written at once: every first step these wishes have taken by now."""
    for wish in wishes:
        made(wish)
        if wish.published_at:
            published(wish)
        if wish.closed_at:
            closed(wish)


def _claim(wish: Any, claim: Any, sign: int) -> None:
    what = counted(str(wish.kind), {"items": Decimal(claim.items)})
    day = timezone.localdate(claim.claimed_at)
    record(CLAIMS, wish.area_id, day, [Change(TAKEN, what, entered=sign)])


def claim_taken(wish: Any, claim: Any) -> None:
    """Count a new claim and its service items."""
    _claim(wish, claim, 1)


def claim_undone(wish: Any, claim: Any) -> None:
    """Take a claim off again that ended without being fulfilled."""
    _claim(wish, claim, -1)
