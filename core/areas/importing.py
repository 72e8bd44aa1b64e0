"""Reading the tree of divisions from a file, as sets: the whole country takes one transaction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from core.areas import rescoping
from core.areas.csv_lines import BadLine, read_lines
from core.areas.models import Area
from core.search.pinyin import initials

COLUMNS = ("code", "name", "level", "parent_code")
RANK = {level: rank for rank, level in enumerate(Area.Level.values)}
MAY_STAND_ALONE = {Area.Level.PROVINCE, Area.Level.CITY, Area.Level.DISTRICT}
CODE = re.compile(r"[0-9]{2,18}")

STAGE = """
    CREATE TEMP TABLE staged (
        line int, code text, name text, level text, parent_code text
    ) ON COMMIT DROP
"""
# the tree as it will be: the file's rows, then those it does not name
MERGE = """
    CREATE TEMP TABLE merged ON COMMIT DROP AS
    WITH ranks AS (
        SELECT level, rank FROM unnest(
            ARRAY['province', 'city', 'district', 'subdistrict', 'community', 'grid']
        ) WITH ORDINALITY AS levels (level, rank)
    )
    SELECT coalesce(a.id, nextval(pg_get_serial_sequence('areas_area', 'id'))) AS id, s.line,
           s.code, s.name, s.level, r.rank, s.parent_code
      FROM staged s JOIN ranks r USING (level) LEFT JOIN areas_area a USING (code)
    UNION ALL
    SELECT a.id, NULL, a.code, a.name, a.level, r.rank, p.code
      FROM areas_area a JOIN ranks r USING (level) LEFT JOIN areas_area p ON p.id = a.parent_id
     WHERE NOT EXISTS (SELECT FROM staged s WHERE s.code = a.code)
"""
# a city without county level stands in the district column of itself and all below
PLACE = """
    CREATE TEMP TABLE placed ON COMMIT DROP AS
    WITH RECURSIVE down AS (
        SELECT m.id, m.code, m.name, m.level, m.rank, NULL::bigint AS parent_id,
               '/' || m.code || '/' AS path,
               CASE WHEN m.level = 'city' THEN m.id END AS city_id,
               CASE WHEN m.level = 'district' THEN m.id END AS county_id,
               NULL::bigint AS subdistrict_id, NULL::bigint AS community_id,
               NULL::bigint AS grid_id
          FROM merged m WHERE m.parent_code IS NULL
        UNION ALL
        SELECT m.id, m.code, m.name, m.level, m.rank, d.id, d.path || m.code || '/',
               CASE WHEN m.level = 'city' THEN m.id ELSE d.city_id END,
               CASE WHEN m.level = 'district' THEN m.id ELSE d.county_id END,
               CASE WHEN m.level = 'subdistrict' THEN m.id ELSE d.subdistrict_id END,
               CASE WHEN m.level = 'community' THEN m.id ELSE d.community_id END,
               CASE WHEN m.level = 'grid' THEN m.id ELSE d.grid_id END
          FROM down d JOIN merged m ON m.parent_code = d.code
    )
    SELECT id, code, name, level, parent_id, path, subdistrict_id, community_id, grid_id,
           CASE WHEN county_id IS NOT NULL THEN county_id
                WHEN level = 'city' AND EXISTS (
                    SELECT FROM merged c WHERE c.parent_code = down.code AND c.level = 'district'
                ) THEN NULL
                ELSE city_id
           END AS district_id
      FROM down
"""
UNSPELLED = """
    SELECT DISTINCT p.name FROM placed p LEFT JOIN areas_area a USING (id)
     WHERE a.id IS NULL OR a.name <> p.name
"""
CHANGED = """
    CREATE TEMP TABLE changed ON COMMIT DROP AS
    SELECT p.id, a.name <> p.name AS renamed,
           (a.path, a.district_id, a.subdistrict_id, a.community_id, a.grid_id) IS DISTINCT FROM
           (p.path, p.district_id, p.subdistrict_id, p.community_id, p.grid_id) AS moved
      FROM placed p JOIN areas_area a USING (id)
     WHERE (a.name, a.level, a.path, a.district_id, a.subdistrict_id, a.community_id, a.grid_id)
           IS DISTINCT FROM
           (p.name, p.level, p.path, p.district_id, p.subdistrict_id, p.community_id, p.grid_id)
"""
INSERT = """
    INSERT INTO areas_area (id, code, name, level, parent_id, path, pinyin,
                            district_id, subdistrict_id, community_id, grid_id)
    SELECT p.id, p.code, p.name, p.level, p.parent_id, p.path, s.pinyin,
           p.district_id, p.subdistrict_id, p.community_id, p.grid_id
      FROM placed p JOIN spelled s USING (name)
     WHERE NOT EXISTS (SELECT FROM areas_area a WHERE a.id = p.id)
"""
UPDATE = """
    UPDATE areas_area a
       SET name = p.name, level = p.level, parent_id = p.parent_id, path = p.path,
           pinyin = coalesce(s.pinyin, a.pinyin), district_id = p.district_id,
           subdistrict_id = p.subdistrict_id, community_id = p.community_id, grid_id = p.grid_id
      FROM changed c JOIN placed p USING (id) LEFT JOIN spelled s USING (name)
     WHERE a.id = p.id
"""
TWICE = """
    SELECT line, format('code %s is already on line %s', code, first) FROM (
        SELECT line, code, min(line) OVER (PARTITION BY code) AS first FROM staged
    ) numbered WHERE line > first ORDER BY line LIMIT 1
"""
UNKNOWN_PARENT = """
    SELECT m.line, format('parent %s of %s is neither in the file nor in the tree',
                          m.parent_code, m.code)
      FROM merged m LEFT JOIN merged p ON p.code = m.parent_code
     WHERE m.parent_code IS NOT NULL AND p.code IS NULL ORDER BY m.line LIMIT 1
"""
# each level stands below its parent's, so a tree that passes has no cycle
WRONG_ORDER = """
    SELECT coalesce(m.line, p.line), format('%s (%s) cannot stand below %s (%s)',
                                            m.code, m.level, p.code, p.level)
      FROM merged m JOIN merged p ON p.code = m.parent_code
     WHERE m.rank <= p.rank ORDER BY 1 LIMIT 1
"""


@dataclass(frozen=True)
class Imported:
    """What one import did, in numbers of areas and of rows whose scope columns followed."""

    read: int
    created: int
    renamed: int
    moved: int
    rescoped: int


def _parsed(path: Path) -> Iterator[tuple[int, str, str, str, str | None]]:
    for line, row in read_lines(path, COLUMNS):
        code, name, level, parent = (row[column] for column in COLUMNS)
        if not CODE.fullmatch(code):
            raise BadLine(line, f"code {code!r} is not 2 to 18 digits")
        if not 1 <= len(name) <= 60:
            raise BadLine(line, "the name must have 1 to 60 characters")
        if level not in RANK:
            raise BadLine(line, f"level {level!r} is none of {', '.join(RANK)}")
        if not parent and level not in MAY_STAND_ALONE:
            raise BadLine(line, f"a {level} needs a parent_code")
        yield line, code, name, level, parent or None


def _copy(cursor: Any, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"ANALYZE {table}")


def _refuse(cursor: Any, check: str) -> None:
    cursor.execute(check)
    if found := cursor.fetchone():
        raise BadLine(found[0] or 1, found[1])


def _spell(cursor: Any) -> None:
    cursor.execute("CREATE TEMP TABLE spelled (name text, pinyin text) ON COMMIT DROP")
    cursor.execute(UNSPELLED)
    names = cursor.fetchall()
    _copy(cursor, "spelled", ((name, initials(name)[:60]) for (name,) in names))


def _merge(cursor: Any, path: Path) -> None:
    cursor.execute("DROP TABLE IF EXISTS staged, merged, placed, spelled, changed")
    cursor.execute("LOCK TABLE areas_area IN SHARE ROW EXCLUSIVE MODE")
    cursor.execute(STAGE)
    _copy(cursor, "staged", _parsed(path))
    _refuse(cursor, TWICE)
    cursor.execute(MERGE)
    cursor.execute("ANALYZE merged")
    _refuse(cursor, UNKNOWN_PARENT)
    _refuse(cursor, WRONG_ORDER)
    cursor.execute(PLACE)
    cursor.execute("ANALYZE placed")


def import_divisions(path: Path) -> Imported:
    """Bring the tree in line with a CSV file of `code,name,level,parent_code`.

    Areas are known by code: new ones are created, others renamed or moved with all below them;
    areas the file does not name stay. Everything happens in one transaction, twice is as once,
    and the scope columns of all rows that belong to moved areas follow. Raises BadLine with the
    line number; then nothing is changed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        _merge(cursor, path)
        _spell(cursor)
        cursor.execute(CHANGED)
        cursor.execute("SELECT count(*) FROM staged")
        (read,) = cursor.fetchone()
        cursor.execute("SELECT count(*) FILTER (WHERE renamed) FROM changed")
        (renamed,) = cursor.fetchone()
        cursor.execute("SELECT id FROM changed WHERE moved")
        moved = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(UPDATE)
        cursor.execute(INSERT)
        created = cursor.rowcount
        rescoped = rescoping.rescope(moved) if moved else 0
    if moved:
        # rows that other transactions wrote under the old tree while this one ran
        rescoped += rescoping.rescope(moved)
    return Imported(read, created, renamed, len(moved), rescoped)
