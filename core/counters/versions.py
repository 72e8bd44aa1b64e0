"""Version numbers that change in the same transaction as what they stand for."""

import secrets

from django.db import connection

SHARDS = 16

_BUMP = """
INSERT INTO counters_version AS v (name, shard, n) VALUES (%s, %s, 1)
ON CONFLICT (name, shard) DO UPDATE SET n = v.n + 1
"""


def bump(name: str) -> None:
    """Make every page cached under the present version of `name` stale once this commits."""
    with connection.cursor() as cursor:
        cursor.execute(_BUMP, [name, secrets.randbelow(SHARDS)])


def current(name: str) -> int:
    """The version as committed now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n), 0)::bigint FROM counters_version WHERE name = %s", [name]
        )
        return int(cursor.fetchone()[0])
