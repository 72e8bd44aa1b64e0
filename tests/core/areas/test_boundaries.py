"""Boundaries are optional and checked."""

import json

import pytest
from django.core.management import CommandError, call_command

from core.areas.boundaries import outlines
from core.areas.models import Area
from tests.factories.areas import community

pytestmark = pytest.mark.django_db
SQUARE = [[113.0, 22.0], [113.2, 22.0], [113.2, 22.4], [113.0, 22.4], [113.0, 22.0]]


def feature(geometry, code="990101001001"):
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.fixture
def load(tmp_path):
    def load(*features):
        file = tmp_path / "areas.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
        call_command("import_boundaries", str(file))

    return load


@pytest.mark.parametrize(
    "geometry", [polygon(SQUARE), {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}]
)
def test_a_boundary_and_its_middle_are_kept(load, geometry):
    community()
    load(feature(geometry))
    area = Area.objects.get(code="990101001001")
    assert area.boundary == geometry
    assert (round(area.longitude, 3), round(area.latitude, 3)) == (113.1, 22.2)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (feature(polygon(SQUARE), code="1"), "feature 2: there is no area '1'"),
        (feature({"type": "Point", "coordinates": [1, 2]}), "feature 2: the geometry is neither"),
        (feature(polygon(SQUARE[:4])), "feature 2: a ring is not closed"),
        (feature(polygon()), "feature 2: the geometry is empty"),
        (feature(polygon([["a", 1]] * 4)), "feature 2: the coordinates are not numbers"),
        (feature(polygon([["113", "22"]] * 4)), "feature 2: the coordinates are not numbers"),
        (feature(polygon([[999, 1]] * 4)), "feature 2: 999.0, 1.0 is not longitude"),
        (feature(polygon([[float("nan"), 1]] * 4)), "feature 2: nan, 1.0 is not"),
        (feature({"type": "Polygon", "coordinates": 5}), "feature 2"),
        ("nonsense", "feature 2: it has no properties.code"),
    ],
)
def test_a_bad_feature_is_named_and_changes_nothing(load, bad, reason):
    community()
    with pytest.raises(CommandError, match=reason):
        load(feature(polygon(SQUARE)), bad)
    assert not Area.objects.filter(boundary__isnull=False).exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[1, 2]", "not a GeoJSON"),
        ('{"features": 5}', "has no features"),
        ('{"features": []}', "has no features"),
    ],
)
def test_another_file_is_refused(tmp_path, text, reason):
    file = tmp_path / "x.geojson"
    file.write_text(text)
    with pytest.raises(CommandError, match=reason):
        call_command("import_boundaries", str(file))


def test_a_page_is_given_a_lighter_outline(load):
    area = community()
    round_lake = [[113 + n / 1_000_000, 22 + n / 1_000_000] for n in range(1, 1001)]
    load(feature(polygon([*round_lake, round_lake[0]])))
    area.refresh_from_db()
    (outline,) = outlines([area])
    (ring,) = outline["shape"]["coordinates"]
    assert outline["title"] == area.name
    assert 150 < len(ring) < 205
    assert ring[0] == ring[-1] == [113.0, 22.0]
    assert len(area.boundary["coordinates"][0]) == 1001
