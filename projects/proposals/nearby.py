"""What is near a place, although another community's: people there may ask for the same."""

import math

from django.db.models import Q

from centres.directory.models import ServiceCentre
from core.areas.models import Area
from core.areas.scope import within

NEAR_METRES = 1000
METRES_A_DEGREE = 111_320
Point = tuple[float, float]  # longitude, latitude


def near(longitude: float, latitude: float, metres: int = NEAR_METRES) -> Q:
    """Rows with a point in the square of so many metres around this one."""
    dy = metres / METRES_A_DEGREE
    dx = dy / max(math.cos(math.radians(latitude)), 0.01)
    return Q(
        longitude__range=(longitude - dx, longitude + dx),
        latitude__range=(latitude - dy, latitude + dy),
    )


def point_of(community: Area) -> Point | None:
    """Where a community is: the middle of its boundary, else its first centre on the map."""
    if community.longitude is not None and community.latitude is not None:
        return community.longitude, community.latitude
    here = ServiceCentre.objects.filter(area=community, longitude__isnull=False).order_by("pk")
    centre = here.first()
    return (centre.longitude, centre.latitude) if centre else None  # type: ignore[return-value]


def around(community: Area, point: Point | None = None) -> Q:
    """Rows of this community, and of others what is within a kilometre of the point.

    Who gives no point is taken to be in the middle of the community; so is a row without one.
    """
    point = point or point_of(community)
    if point is None:
        return within([community])
    level = Area.Level.COMMUNITY
    there = [
        *Area.objects.filter(near(*point), level=level).values_list("pk", flat=True),
        *ServiceCentre.objects.filter(near(*point), area__level=level).values_list(
            "area_id", flat=True
        ),
    ]
    without = Q(longitude__isnull=True, community__in=there)
    return within([community]) | near(*point) | without
