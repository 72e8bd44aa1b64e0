"""What holds for every test."""

import gc
import os

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck, settings

from core.areas import calendar
from core.areas.calendar_services import SHIPPED, load_calendar
from tests.browser import chromium, open_page
from tests.cast import cast
from tests.emptying import empty

__all__ = ["cast", "chromium", "open_page"]

TransactionTestCase._fixture_teardown = empty

settings.register_profile(
    "linli", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("linli"), max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "linli"))


def pytest_collection_modifyitems(items):
    """Long tests first, so that no worker is left alone with one at the end; but those that empty
    all tables stay behind those that count on what migrations wrote."""

    def place(item):
        database = item.get_closest_marker("django_db")
        empties = bool(database and database.kwargs.get("transaction"))
        return empties, item.get_closest_marker("slow") is None

    items.sort(key=place)


def pytest_collection_finish():
    """What is loaded by now stays to the end: Python need not look through it for garbage, and
    seldom through the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(autouse=True)
def _forget_the_calendar():
    """The calendar outlives a test's transaction in the process's memory."""
    calendar.forget()
    yield
    calendar.forget()


@pytest.fixture(autouse=True)
def _forget_the_language():
    """The last request's stays with the thread."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _forget_what_is_kept():
    """Versions, and where the counters stand, go back with a test's transaction, unlike in life."""
    for name in ("default", "near"):
        caches[name].clear()


@pytest.fixture
def working_calendar(db):
    """2025 and 2026 as the State Council announced them, already in memory."""
    load_calendar(SHIPPED)
    calendar.load()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests with threads empty all tables behind them; what forbids that to the ledger and the
    logs stands aside in the test database, except in the tests of it."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for model in apps.get_models():
            for trigger in getattr(model._meta, "triggers", ()):
                if trigger.name == "not_emptied":
                    name, table = trigger.get_pgid(model), model._meta.db_table
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
