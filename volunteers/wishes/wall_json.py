"""The public list as JSON that the database builds: no row becomes a Python object.

The constant condition stands in the text, not in a parameter, so that the planner can match it
with the partial indexes of the wall.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.areas.models import Area
from core.areas.scope import SCOPE_COLUMN
from core.counters.versions import current_beside
from core.search.queries import few, terms
from core.ui.paging import Cursor
from volunteers.wishes.effects import WALL
from volunteers.wishes.models import MicroWish
from volunteers.wishes.queries import PUBLIC_WORDS, Filters
from volunteers.wishes.states import ON_WALL

ORDER = ("-published_at", "-id")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_STATES = ", ".join(f"'{state}'" for state in ON_WALL)
_ROW = """
json_build_object(
    'code', w.code, 'title', w.public_title, 'text', w.public_text, 'kind', w.kind,
    'community', a.code, 'community_name', a.name, 'status', w.status,
    'published_at', to_char(w.published_at AT TIME ZONE 'Asia/Shanghai',
                            'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'),
    'estimated_value', w.estimated_value::text, 'age_band', w.age_band,
    'is_shared', w.is_shared, 'seats', w.seats, 'round', w.round)::text
"""
# The moment as a number: only two of a page's become moments again, and making them all took
# a third of the page's time here.
_SELECT = f"""
SELECT (extract(epoch FROM w.published_at) * 1000000)::bigint, w.id, {_ROW}
  FROM volunteers_microwish w
  JOIN areas_area a ON a.id = coalesce(w.community_id, w.area_id)
 WHERE w.status IN ({_STATES}) AND NOT w.is_private
"""  # noqa: S608 - built from constants
# as core.search.queries.matching: candidates by their pairs, the public words decide
_CONTAINS = " OR ".join(
    [f"strpos(w.{field}, %s::text) > 0" for field in PUBLIC_WORDS]
    + [f"strpos(search_normal(w.{field}), search_normal(%s::text)) > 0" for field in PUBLIC_WORDS]
)
_CONTAINS = f"({_CONTAINS})"


@dataclass(frozen=True)
class JsonPage:
    """One page: the JSON text of each row, and the cursors around it."""

    rows: list[str]
    next_cursor: str | None
    previous_cursor: str | None


_AREA = "SELECT id, level, path, district_id FROM areas_area WHERE code = %s"


def version_and_area(code: str) -> tuple[int, Area | None]:
    """The version of the wall, and the area with what filtering needs and no more.

    One round trip for both: each of them takes about as long as the list itself.
    """
    version, row = current_beside(WALL, _AREA, [code])
    if row is None:
        return version, None
    pk, level, path, district = row
    return version, Area(pk=pk, code=code, level=level, path=path, district_id=district)


def wall_json(filters: Filters, cursor: str = "", size: int = 24) -> JsonPage:
    """One page of the wall, newest first. Raises core.ui.paging.BadCursor."""
    fields = [MicroWish._meta.get_field(name.removeprefix("-")) for name in ORDER]
    at = Cursor.read(cursor, ORDER, fields) if cursor else None
    backwards = at is not None and at.backwards
    sql, values = _where(filters)
    if at is not None:
        sql.append(f"(w.published_at, w.id) {'>' if backwards else '<'} (%s, %s)")
        values += at.key
    way = "ASC" if backwards else "DESC"
    text = "".join([_SELECT, *(f" AND {part}" for part in sql)])
    text += f" ORDER BY w.published_at {way}, w.id {way} LIMIT %s"
    with connection.cursor() as db:
        db.execute(text, [*values, size + 1])
        found = db.fetchall()
    return _page(found, size, at)


def _page(found: Sequence[tuple[int, int, str]], size: int, at: Cursor | None) -> JsonPage:
    backwards = at is not None and at.backwards
    more, rows = len(found) > size, list(found[:size])
    if not rows:
        return JsonPage([], None, None)
    if backwards:
        rows.reverse()
    has_next = True if backwards else more
    has_previous = more if backwards else at is not None
    return JsonPage(
        [row[2] for row in rows],
        Cursor(_key(rows[-1])).write(ORDER) if has_next else None,
        Cursor(_key(rows[0]), backwards=True).write(ORDER) if has_previous else None,
    )


def _key(row: tuple[int, int, str]) -> tuple[dt.datetime, int]:
    return EPOCH + dt.timedelta(microseconds=row[0]), row[1]


def _where(filters: Filters) -> tuple[list[str], list[Any]]:
    sql: list[str] = []
    values: list[Any] = []
    if filters.statuses:
        sql.append("w.status = ANY(%s)" if len(filters.statuses) > 1 else "w.status = %s")
        states = list(filters.statuses)
        values.append(states if len(states) > 1 else states[0])
    if filters.kind:
        sql.append("w.kind = %s")
        values.append(filters.kind)
    if filters.area is not None:
        part, value = _scope(filters.area)
        sql.append(part)
        values.append(value)
    words = terms(filters.q)
    ids = few(MicroWish, filters.q) if words else None
    if ids is not None:
        sql.append("w.id = ANY((SELECT %s::bigint[])::bigint[])")
        values.append(ids)
    for term in words:
        if ids is None:
            sql.append("(w.bigrams @> search_grams(%s::text, %s::boolean)) IS TRUE")
            values += [term, len(term) == 1]
        sql.append(_CONTAINS)
        values += [term] * len(PUBLIC_WORDS) * 2
    return sql, values


def _scope(area: Area) -> tuple[str, Any]:
    """The rows of an area by their scope columns; above the district, of all its districts."""
    if area.level in SCOPE_COLUMN:
        return f"w.{SCOPE_COLUMN[Area.Level(area.level)]}_id = %s", area.pk
    if area.district_id == area.pk:
        return "w.district_id = %s", area.pk
    below = Area.objects.filter(path__startswith=area.path, district_id__isnull=False)
    return "w.district_id = ANY(%s)", list(below.values_list("district_id", flat=True).distinct())
