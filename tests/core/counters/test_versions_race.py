"""Two who raise the same versions in another order do not wait for each other in a circle."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from core.counters import versions
from core.counters.models import Version

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_crosswise_bumps_do_not_block_each_other(monkeypatch):
    monkeypatch.setattr(secrets, "randbelow", lambda most: 0)  # the worst of chances
    Version.objects.bulk_create(
        Version(name=name, shard=shard) for name in ("ledger", "wall") for shard in (0, 1)
    )
    both_hold_one = Barrier(2)

    def write(names):
        try:
            with transaction.atomic():
                versions.bump(names[0])
                both_hold_one.wait(timeout=20)
                for name in names[1:]:
                    versions.bump(name)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (["ledger", "wall", "wall"], ["wall", "ledger", "ledger"])))
    assert versions.current_all(["ledger", "wall"]) == [3, 3]
