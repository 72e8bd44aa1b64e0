"""The limit: the wall's SQL by hand, JSON by the standard library, no framework."""

import json
import os
from typing import Any

from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool

SQL = """
SELECT w.code, w.public_title, w.public_text, w.kind, a.code, a.name, w.status,
       to_char(w.published_at, 'YYYY-MM-DD"T"HH24:MI:SSOF'), w.estimated_value::text,
       w.age_band, w.is_shared, w.seats, w.round
  FROM volunteers_microwish w JOIN areas_area a ON a.id = coalesce(w.community_id, w.area_id)
 WHERE w.status IN ('published', 'claimed', 'contacted', 'fulfilled', 'closed')
   AND NOT w.is_private AND w.kind = %s AND w.district_id = %s
 ORDER BY w.published_at DESC, w.id DESC LIMIT 25
"""
NAMES = "code title text kind community community_name status published_at estimated_value"
FIELDS = [*NAMES.split(), "age_band", "is_shared", "seats", "round"]
HEADERS = [("Content-Type", "application/json")]
_pool: ConnectionPool | None = None
_district = 0


def _connected() -> ConnectionPool:
    global _pool, _district
    if _pool is None:
        conninfo = make_conninfo(os.environ["DATABASE_URL"])
        _pool = ConnectionPool(conninfo, min_size=1, max_size=6, open=True)
        with _pool.connection() as db:
            row = db.execute("SELECT min(district_id) FROM volunteers_microwish").fetchone()
            _district = row[0] if row else 0
    return _pool


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    with _connected().connection() as db:
        rows = db.execute(SQL, ["service", _district], prepare=True).fetchall()
    body = json.dumps([dict(zip(FIELDS, row, strict=True)) for row in rows], ensure_ascii=False)
    start_response("200 OK", HEADERS)
    return [body.encode()]
