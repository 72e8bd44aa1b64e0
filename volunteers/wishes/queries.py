"""Reading wishes: the wall, the staff list, one's own, and what is due."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import DateTimeField

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from core.counters import queries as counters
from core.search.queries import matching
from volunteers.wishes.claims import Claim
from volunteers.wishes.marks import AllMarks
from volunteers.wishes.models import MicroWish
from volunteers.wishes.scopes import ON_THE_WALL
from volunteers.wishes.states import KIND, OPEN

WishRows = QuerySet[MicroWish]
PUBLIC_WORDS = ("code", "public_title", "public_text")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    statuses: Collection[str] = ()
    kind: str = ""
    area: Area | None = None
    q: str = ""


def wall(filters: Filters = Filters()) -> WishRows:
    """The public wall in its public words, newest first by (published_at, id).

    Take `public_title`, `public_text` and the like from the rows, and nothing else: the own
    words of the wisher are not loaded.
    """
    rows = _narrowed(MicroWish.objects.on_wall(), filters, PUBLIC_WORDS)
    return (
        rows.select_related("area__community")
        .order_by("-published_at", "-id")
        .only(
            *PUBLIC_WORDS,
            "kind",
            "status",
            "status_since",
            "published_at",
            "closed_at",
            "estimated_value",
            "age_band",
            "is_shared",
            "seats",
            "round",
            "public_thank_you",
            "area__name",
            "area__level",
            "area__community__name",
        )
    )


def waiting_longest(area: Area | None = None, count: int = 4) -> WishRows:
    """Wishes of later rounds that nobody has taken on: they come first."""
    rows = wall(Filters(statuses=("published",), area=area)).filter(round__gt=1)
    return rows.order_by("-round", "published_at")[:count]


def staff_list(user: User, filters: Filters = Filters()) -> WishRows:
    """Wishes of the areas one answers for, in the wisher's own words, newest number first."""
    rows = _narrowed(MicroWish.objects.in_areas_of(user), filters, ("title", *PUBLIC_WORDS))
    return rows.select_related("area").order_by("-id")


def for_staff(user: User) -> WishRows:
    """The wall of everywhere, and every wish of the areas one may see."""
    return MicroWish.objects.filter(ON_THE_WALL | within(user.areas_where("wishes.see")))


def narrowed(rows: WishRows, filters: Filters) -> WishRows:
    """Rows of any list by state, kind, area and public words or number."""
    return _narrowed(rows, filters, PUBLIC_WORDS)


def _narrowed(rows: WishRows, filters: Filters, texts: Collection[str]) -> WishRows:
    if filters.statuses:
        rows = rows.filter(status__in=filters.statuses)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.area is not None:
        rows = rows.filter(within([filters.area]))
    return matching(rows, filters.q, recheck=tuple(texts)) if filters.q else rows


def my_wishes(user: User) -> WishRows:
    """Wishes of one's own and those one entered for others, newest first."""
    rows = MicroWish.objects.filter(Q(wisher=user) | Q(submitted_by=user))
    return rows.select_related("area").order_by("-id")


def claims_of(user: User) -> QuerySet[Claim]:
    """What one has taken on and kept, newest first, with the wishes."""
    rows = Claim.objects.filter(claimer=user).filter(
        Q(ended_at__isnull=True) | Q(ended_how="fulfilled")
    )
    return rows.select_related("wish__area").order_by("-claimed_at", "-id")


def due_for_staff(user: User) -> WishRows:
    """Open wishes of one's areas that wait for staff or have passed a limit, nearest first."""
    rows = MicroWish.objects.filter(status__in=OPEN, due_at__isnull=False)
    rows = rows.filter(within(user.areas_where("wishes.verify")))
    return rows.select_related("area").order_by("due_at")


def due_for_claimer(user: User) -> WishRows:
    """Wishes this person has taken on and must still do something about, nearest first."""
    mine = Claim.objects.filter(wish=OuterRef("pk"), claimer=user, ended_at__isnull=True)
    rows = MicroWish.objects.filter(Exists(mine), status__in=("claimed", "contacted"))
    return rows.select_related("area").with_parts().order_by("due_at")


def due_for_wisher(user: User) -> WishRows:
    """Wishes that wait for a word of the wisher: a question, or whether it came true."""
    rows = MicroWish.objects.filter(Q(wisher=user) | Q(submitted_by=user))
    return rows.filter(status__in=("returned", "fulfilled")).select_related("area").order_by("id")


def counts_by_state(area: Area) -> dict[str, Decimal]:
    """How many wishes of an area stand in each state now, from the counters."""
    return counters.stock(KIND, area)


def claimed_overdue(now: dt.datetime) -> WishRows:
    """Claims whose time to get in touch is over."""
    return MicroWish.objects.filter(status="claimed", due_at__lte=now).order_by("due_at")


def unclaimed_for_a_round(now: dt.datetime) -> list[MicroWish]:
    """Wishes that have hung on the wall for as many rounds as they are old, in their area's days.

    The days count from when they came to the wall, or back to it.
    """
    marks = AllMarks()
    shortest = dt.timedelta(days=marks.least("round_days"))
    ends = ExpressionWrapper(F("status_since") + F("round") * shortest, DateTimeField())
    rows = MicroWish.objects.filter(status="published").annotate(ends=ends).filter(ends__lte=now)
    return [
        wish
        for wish in rows.select_related("area").order_by("id")
        if wish.status_since + wish.round * dt.timedelta(days=marks.of(wish.area).round_days) <= now
    ]
