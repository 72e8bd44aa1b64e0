"""Reads over the directory: who is open, who is near, what a centre's week looks like."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from centres.directory import hours
from centres.directory.distance import metres_between, walking_metres, walking_minutes
from centres.directory.models import (
    HoursException,
    HoursExceptionSpan,
    Room,
    ServiceCentre,
    ServiceCentreQuerySet,
)
from core.areas.models import Area, CalendarDay

Calendar = Mapping[dt.date, CalendarDay]
Centres = ServiceCentreQuerySet[ServiceCentre]


def calendar_from(day: dt.date, days: int = hours.HORIZON + 1) -> Calendar:
    """Holidays and make-up days of the given stretch, by date. One query."""
    return CalendarDay.objects.in_bulk([day + dt.timedelta(days=n) for n in range(days)])


def fetch_hours(centres: Sequence[ServiceCentre], since: dt.date) -> None:
    """Load the hours `hours.py` needs onto these centres: three queries, however many centres."""
    coming = (
        HoursException.objects.filter(until__gte=since)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("since")))
        .prefetch_related(Prefetch("spans", HoursExceptionSpan.objects.order_by("opens")))
    )
    prefetch_related_objects(
        centres, "weekly_hours", Prefetch("hours_exceptions", coming, to_attr="coming_exceptions")
    )


def open_states(
    centres: Sequence[ServiceCentre], now: dt.datetime | None = None
) -> dict[int, hours.OpenState]:
    """State by centre id at `now` (default: this moment). Four queries, however many centres."""
    if not centres:
        return {}
    local = timezone.localtime(now)
    fetch_hours(centres, local.date())
    calendar = calendar_from(local.date())
    return {c.pk: hours.state_at(c, local, calendar) for c in centres}


def open_state(centre: ServiceCentre, now: dt.datetime | None = None) -> hours.OpenState:
    """State of one centre."""
    return open_states([centre], now)[centre.pk]


def week_of(centre: ServiceCentre, today: dt.date | None = None) -> list[hours.Day]:
    """Seven days from today with exceptions and holidays in place and their reasons."""
    first = today or timezone.localdate()
    fetch_hours([centre], first)
    return list(hours.days_from(centre, first, 7, calendar_from(first, 7)))


def exceptions_ahead(centre: ServiceCentre) -> list[HoursException]:
    """Exceptions in force today or announced, soonest first."""
    today = timezone.localdate()
    fetch_hours([centre], today)
    return [e for e in centre.coming_exceptions if not (e.ended_on and e.ended_on <= today)]


def rooms_by_access(centre: ServiceCentre) -> list[tuple[Any, list[Room]]]:
    """Rooms in use, grouped: walk in first, then to be booked, then staff only."""
    rooms = list(centre.rooms.filter(in_use=True).select_related("zone"))
    groups = [(label, [r for r in rooms if r.access == key]) for key, label in Room.Access.choices]
    return [(label, group) for label, group in groups if group]


def centre_of(area: Area) -> ServiceCentre | None:
    """The public centre that answers for an area: its own, else that of the area above."""
    level = ServiceCentre.Level
    own = (
        ServiceCentre.objects.filter(public=True, area__in=[area.pk, area.parent_id])
        .filter(level__in=[level.COMMUNITY, level.SUBDISTRICT, level.DISTRICT])
        .select_related("area")
        .order_by("pk")
    )
    return min(own, key=lambda c: c.area_id != area.pk, default=None)


def named(centres: Centres, text: str) -> Centres:
    """Centres whose name or address holds the text, or whose pinyin initials begin with it."""
    found = Q(name__icontains=text) | Q(address__icontains=text) | Q(area__name__icontains=text)
    if text.isascii() and text.isalpha():
        found |= Q(pinyin__contains=text.lower())
    return centres.filter(found)


@dataclass(frozen=True)
class Near:
    """A centre and how far it is: metres and minutes on foot, both estimates."""

    centre: ServiceCentre
    metres: int
    minutes: int


def nearest(
    centres: Centres, lon: float, lat: float, *, count: int = 5, reach: float = 0.5
) -> list[Near]:
    """The nearest centres within `reach` degrees (about 50 km) of a place, nearest first.

    The position is an argument and nothing else: it is not stored, logged or put in a cookie.
    The view takes it from a POST body, because addresses of GET requests end in access logs.
    """
    box = centres.filter(
        longitude__range=(lon - reach, lon + reach), latitude__range=(lat - reach, lat + reach)
    )
    placed = [
        (metres_between(lon, lat, c.longitude, c.latitude), c)
        for c in box
        if c.longitude is not None and c.latitude is not None
    ]
    placed.sort(key=lambda pair: pair[0])
    return [Near(c, walking_metres(m), walking_minutes(m)) for m, c in placed[:count]]
