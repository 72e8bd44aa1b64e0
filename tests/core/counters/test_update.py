"""A database of an earlier release keeps its figures."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection

from core.counters.models import Total
from core.counters.services import Change, counted, fold_all, record
from tests.factories.areas import community

migration = import_module("core.counters.migrations.0002_days_within_months")


def totals():
    names = [field.attname for field in Total._meta.concrete_fields]
    return sorted(Total.objects.values_list(*names), key=str)


@pytest.mark.django_db
def test_days_of_an_earlier_release_become_days_of_months():
    area = community()
    days = [dt.date(2026, 1, 31), dt.date(2026, 2, 1), dt.date(2026, 2, 28), dt.date(2026, 2, 28)]
    for day in days:
        record("wishes", area.pk, day, [Change("open", counted("goods", {}), entered=1)])
    record("wishes", area.pk, days[0], [Change("open", counted("goods", {}), left=1)])
    fold_all()
    before = totals()
    with connection.cursor() as cursor:
        cursor.execute(migration.BACK)
        cursor.execute("SELECT count(*) FROM counters_total WHERE grain = 'day'")
        assert cursor.fetchone()[0] == 3 * len({row[0] for row in before})
        cursor.execute(migration.FORWARD)
    assert totals() == before
