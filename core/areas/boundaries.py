"""Boundaries of areas from GeoJSON. They are optional: every page works without."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from core.areas.models import Area

LARGEST_FILE = 200 * 1024 * 1024
DEPTH = {"Polygon": 1, "MultiPolygon": 2}
MOST_POINTS = 200  # of a ring, where it is drawn on a page


class BadBoundary(ValueError):
    """A feature of the file is wrong; features are counted from 1."""


def _rings(geometry: Any) -> list[Any]:
    if not isinstance(geometry, dict) or geometry.get("type") not in DEPTH:
        raise BadBoundary("the geometry is neither a Polygon nor a MultiPolygon")
    rings = geometry.get("coordinates")
    for _level in range(DEPTH[geometry["type"]] - 1):
        rings = [ring for polygon in rings or [] for ring in polygon]
    if not rings:
        raise BadBoundary("the geometry is empty")
    return list(rings)


def _check_ring(ring: list[Any]) -> None:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise BadBoundary("a ring is not closed")
    for point in ring:
        longitude, latitude = (0.0 + n for n in point[:2])  # text is no number
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            raise BadBoundary(f"{longitude}, {latitude} is not longitude, latitude in degrees")


def checked(geometry: Any) -> dict[str, Any]:
    """The geometry, if it is a GeoJSON (Multi)Polygon in degrees (CGCS2000 or WGS 84).

    Raises BadBoundary.
    """
    try:
        for ring in _rings(geometry):
            _check_ring(ring)
    except (TypeError, ValueError, KeyError, IndexError) as error:
        if isinstance(error, BadBoundary):
            raise
        raise BadBoundary("the coordinates are not numbers in nested lists") from error
    return {"type": geometry["type"], "coordinates": geometry["coordinates"]}


def _centre(geometry: dict[str, Any]) -> tuple[float, float]:
    """The middle of the bounding box: good enough to place a label."""
    points = [point for ring in _rings(geometry) for point in ring]
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


def import_boundaries(path: Path) -> int:
    """Set boundaries from a FeatureCollection whose features name their area in `properties.code`.

    One transaction; returns the areas set. Raises BadBoundary naming the feature; then nothing
    is changed.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise BadBoundary("the file is larger than 200 MB")
    try:
        document = json.loads(path.read_text("utf-8-sig"))
        features = document["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadBoundary("the file is not a GeoJSON FeatureCollection") from error
    if not isinstance(features, list) or not features:
        raise BadBoundary("the file has no features")
    with transaction.atomic():
        for number, feature in enumerate(features, start=1):
            try:
                _set(feature)
            except BadBoundary as error:
                raise BadBoundary(f"feature {number}: {error}") from error
    return len(features)


def _set(feature: Any) -> None:
    try:
        code, geometry = str(feature["properties"]["code"]), feature["geometry"]
    except (KeyError, TypeError) as error:
        raise BadBoundary("it has no properties.code or no geometry") from error
    boundary = checked(geometry)
    longitude, latitude = _centre(boundary)
    found = Area.objects.filter(code=code).update(
        boundary=boundary, longitude=longitude, latitude=latitude
    )
    if not found:
        raise BadBoundary(f"there is no area {code!r}")


def outlines(areas: Iterable[Area]) -> list[dict[str, Any]]:
    """Name and boundary of the areas that have one, light enough for a page."""
    return [
        {"title": area.name, "shape": _thinned(area.boundary)} for area in areas if area.boundary
    ]


def _thinned(geometry: dict[str, Any]) -> dict[str, Any]:
    """At most some 200 points a ring, to five decimals of a degree: about a metre."""

    def thin(part: Any, depth: int) -> Any:
        if depth:
            return [thin(one, depth - 1) for one in part]
        kept = part[: -1 : -(-len(part) // MOST_POINTS)]
        return [[round(n, 5) for n in point[:2]] for point in [*kept, part[-1]]]

    shape = thin(geometry["coordinates"], DEPTH[geometry["type"]])
    return {"type": geometry["type"], "coordinates": shape}
