"""Version numbers that change in the same transaction as what they stand for."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import connection

SHARDS = 16
TOTALS = "counters.totals"  # deltas were folded, or figures recorded anew

# one that nobody else holds, and first the one this connection took before: whoever changes two
# names, or one twice, then waits for nobody who waits for her
_RAISE_A_FREE_ONE = f"""
WITH free AS (
    SELECT shard FROM counters_version WHERE name = %s
     ORDER BY (shard + {SHARDS} - pg_backend_pid() %% {SHARDS}) %% {SHARDS}
     LIMIT 1 FOR UPDATE SKIP LOCKED)
UPDATE counters_version v SET n = v.n + 1 FROM free WHERE v.name = %s AND v.shard = free.shard
"""  # noqa: S608 - a number from above
_BUMP = """
INSERT INTO counters_version AS v (name, shard, n) VALUES (%s, %s, 1)
ON CONFLICT (name, shard) DO UPDATE SET n = v.n + 1
"""


_CURRENT_ALL = (
    "SELECT name, sum(n)::bigint FROM counters_version WHERE name = ANY(%s) GROUP BY name"
)
_CURRENT = "SELECT coalesce(sum(n), 0)::bigint AS n FROM counters_version WHERE name = %s"


def bump(name: str) -> None:
    """Make every page cached under the present version of `name` stale once this commits."""
    with connection.cursor() as cursor:
        cursor.execute(_RAISE_A_FREE_ONE, [name, name])
        if not cursor.rowcount:
            cursor.execute(_BUMP, [name, secrets.randbelow(SHARDS)])


def current(name: str) -> int:
    """The version as committed now."""
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT, [name])
        return int(cursor.fetchone()[0])


def current_all(names: Sequence[str]) -> list[int]:
    """The versions of several names as committed now, in their order; at most one query."""
    if not names:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT_ALL, [list(names)])
        found = dict(cursor.fetchall())
    return [int(found.get(name, 0)) for name in names]


def current_beside(
    name: str, sql: str, values: Sequence[Any]
) -> tuple[int, tuple[Any, ...] | None]:
    """The version, and the row that `sql` gives, in one round trip; None for no row.

    The first column of the row must not be null.
    """
    both = f"SELECT * FROM ({_CURRENT}) AS version LEFT JOIN ({sql}) AS beside ON true"  # noqa: S608 - both are constants
    with connection.cursor() as cursor:
        cursor.execute(both, [name, *values])
        version, *row = cursor.fetchone()
    return int(version), tuple(row) if row[0] is not None else None
