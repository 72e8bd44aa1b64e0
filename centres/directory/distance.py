"""How far it is, and how long one walks. Metres and minutes; degrees in CGCS2000."""

import math

EARTH = 6_371_000.0  # metres
DETOUR = 1.3  # streets are longer than the straight line (DOMAIN 5.2)
PACE = 1.2  # metres a second, an unhurried adult


def metres_between(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Straight-line metres (haversine), within 0.5 % of the ellipsoid."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def walking_metres(straight: float) -> int:
    """Likely metres on foot, to the nearest ten, because more would be a pretence."""
    return round(straight * DETOUR / 10) * 10


def walking_minutes(straight: float) -> int:
    """Likely minutes on foot, rounded up; at least one."""
    return max(1, math.ceil(straight * DETOUR / PACE / 60))
