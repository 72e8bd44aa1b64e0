"""A table to search in, outside the app registry so that no other test meets it."""

import pytest
from django.apps.registry import Apps
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models

from core.search.fields import BigramsField


class Leaflet(models.Model):
    """One leaflet with a title and, perhaps, a text."""

    title = models.CharField(max_length=200)
    text = models.TextField(null=True)
    bigrams = BigramsField(sources=("title", "text"))

    class Meta:
        apps = Apps()
        app_label = "search_tests"
        indexes = [GinIndex(fields=["bigrams"], name="leaflet_bigrams")]

    def __str__(self) -> str:
        return self.title


@pytest.fixture
def leaflets(db):
    """The empty table; it goes with the test's transaction."""
    with connection.schema_editor() as editor:
        editor.create_model(Leaflet)
    return Leaflet.objects
