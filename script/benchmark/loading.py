"""Wishes by the hundred thousand, written by the database itself; consistent with their log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - after the set-up
from django.db.models import Model  # noqa: E402

from benchmark import projects  # noqa: E402
from core.accounts.abilities import Role  # noqa: E402
from core.accounts.models import RoleGrant, User  # noqa: E402
from core.areas.models import Area  # noqa: E402
from core.areas.services import import_divisions  # noqa: E402
from core.counters.services import DAYS  # noqa: E402
from core.workflow.models import TransitionRecord  # noqa: E402
from projects.delivery.models import MicroProject  # noqa: E402
from projects.funding.ledger import LedgerEntry  # noqa: E402
from volunteers.housekeepers.models import Volunteer  # noqa: E402
from volunteers.wishes.models import MicroWish  # noqa: E402

BATCH = 100_000
DIVISIONS = Path(__file__).with_name("divisions.csv")
WORDS = (
    "拐杖 收音机 棉被 台灯 血压计 轮椅 电饭煲 雨棚 水龙头"
    " 书包 篮球 口琴 陪诊 理发 网课 缝纫 轮滑 钢琴"
)

# Every thousandth wish names something rare, so that a rare word of two characters exists.
_WISHES = """
INSERT INTO volunteers_microwish (
    code, area_id, district_id, subdistrict_id, community_id, status, status_since, due_at,
    clock_unit, clock_amount, clock_started_at,
    counted, created_at, title, story, public_title, public_text, kind, estimated_value, age_band,
    contact_name, contact_phone, contact_address, phone_index, person, tracking_code,
    tracking_index, spoken_for, consent_basis, guardian_name, guardian_phone, channel,
    contact_mode, is_private, is_shared, seats, published_at, closed_at, round, next_door,
    first_help_of_year, thank_you, public_thank_you)
SELECT 'BN-' || n, a.id, a.district_id, a.subdistrict_id, a.community_id, s.status,
       made + s.steps * interval '26 hours',
       CASE WHEN s.status IN ('submitted', 'verifying', 'published', 'claimed', 'contacted',
                              'fulfilled') THEN made + interval '12 days' END,
       'h', 168, made,
       jsonb_build_object('facet', k.kind, 'figures',
           jsonb_build_object('count', '1', 'yuan', v.yuan::text, 'people', '0')),
       made, word || '一件', '', CASE WHEN s.public THEN word || '一件' ELSE '' END,
       CASE WHEN s.public THEN '想要一件' || word || '，最好这个月能用上。'
            || CASE WHEN n %% 1000 = 7 THEN '也想听听古琴。' ELSE '' END ELSE '' END,
       k.kind, v.yuan, '70_up', '', '', '', '', gen_random_uuid(), '', md5('t' || n),
       'staff', 'home_visit', '', '', 'phone', 'go_between', n %% 40 = 0, false, 1,
       CASE WHEN s.public THEN made + interval '52 hours' END,
       CASE WHEN s.status = 'closed' THEN made + s.steps * interval '26 hours' END,
       1, '', false, '', ''
  FROM generate_series(%(first)s::int, %(last)s::int) AS n
 CROSS JOIN LATERAL (SELECT now() - interval '730 days' * (1 - n::float / %(rows)s::int) AS made) m
 CROSS JOIN LATERAL (SELECT ids[1 + (n::bigint * 7919) %% array_length(ids, 1)] AS id FROM places) c
  JOIN areas_area a ON a.id = c.id
 CROSS JOIN LATERAL (SELECT (ARRAY['goods', 'service', 'company', 'experience', 'advice'])
       [1 + n %% 5] AS kind) k
 CROSS JOIN LATERAL (SELECT (50 + n %% 450)::numeric(14, 2) AS yuan) v
 CROSS JOIN LATERAL (SELECT (string_to_array(%(words)s::text, ' '))[1 + n %% 18] AS word) w
 CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
        ('submitted', 0, false), ('verifying', 1, false), ('published', 2, true),
        ('claimed', 3, true), ('contacted', 4, true), ('fulfilled', 5, true),
        ('closed', 6, true), ('withdrawn', 3, false), ('referred', 2, false)
    ) AS t(status, steps, public)
    WHERE t.status = CASE
        WHEN n > %(rows)s::int * 0.97 THEN (ARRAY['submitted', 'verifying', 'published',
             'published', 'claimed', 'contacted', 'fulfilled'])[1 + n %% 7]
        WHEN n %% 25 = 0 THEN 'withdrawn' WHEN n %% 30 = 1 THEN 'referred' ELSE 'closed' END
 ) s
"""
# The rows are written as the triggers would leave them.
_SETTINGS = (
    "work_mem = '512MB'",
    "maintenance_work_mem = '1GB'",
    "synchronous_commit = off",
    "session_replication_role = replica",
)
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
 WHERE schemaname = 'public' AND tablename = ANY(%s)
   AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""
_PLACES = """
CREATE TEMP TABLE places AS
SELECT array_agg(id ORDER BY code) AS ids FROM areas_area WHERE level = 'community'
"""
_WAYS = """
CREATE TEMP TABLE ways AS SELECT * FROM (VALUES
    ('submitted', ARRAY['submit'], ARRAY['submitted']),
    ('verifying', ARRAY['submit', 'take_up'], ARRAY['submitted', 'verifying']),
    ('published', ARRAY['submit', 'take_up', 'publish'],
        ARRAY['submitted', 'verifying', 'published']),
    ('claimed', ARRAY['submit', 'take_up', 'publish', 'claim'],
        ARRAY['submitted', 'verifying', 'published', 'claimed']),
    ('contacted', ARRAY['submit', 'take_up', 'publish', 'claim', 'report_contact'],
        ARRAY['submitted', 'verifying', 'published', 'claimed', 'contacted']),
    ('fulfilled', ARRAY['submit', 'take_up', 'publish', 'claim', 'report_contact', 'fulfil'],
        ARRAY['submitted', 'verifying', 'published', 'claimed', 'contacted', 'fulfilled']),
    ('closed', ARRAY['submit', 'take_up', 'publish', 'claim', 'report_contact', 'fulfil',
        'confirm'], ARRAY['submitted', 'verifying', 'published', 'claimed', 'contacted',
        'fulfilled', 'closed']),
    ('withdrawn', ARRAY['submit', 'take_up', 'publish', 'withdraw'],
        ARRAY['submitted', 'verifying', 'published', 'withdrawn']),
    ('referred', ARRAY['submit', 'take_up', 'refer'], ARRAY['submitted', 'verifying', 'referred'])
) AS w(status, names, states)
"""
_LOG = """
INSERT INTO workflow_transitionrecord (kind, object_id, area_id, district_id, subdistrict_id,
    community_id, name, from_state, to_state,
    part, on_behalf_of, channel, note, data, at)
SELECT 'wishes', w.id, w.area_id, w.district_id, w.subdistrict_id, w.community_id, s.name,
       coalesce(y.states[s.no - 1], ''), s.state,
       'system', '', 'import', '', '{}', w.created_at + (s.no - 1) * interval '26 hours'
  FROM volunteers_microwish w JOIN ways y ON y.status = w.status,
  LATERAL unnest(y.names, y.states) WITH ORDINALITY AS s(name, state, no)
 WHERE w.id > %(after)s::bigint ORDER BY w.id, s.no
"""
# What the deltas of all this would have been folded into; one row a community and day.
_MOVES = """
CREATE TEMP TABLE moves AS
WITH steps AS (
    SELECT w.area_id, w.kind AS facet, r.from_state, r.to_state, r.at::date AS date,
           count(*) AS "count", sum(w.estimated_value) AS yuan
      FROM workflow_transitionrecord r JOIN volunteers_microwish w ON w.id = r.object_id
     WHERE r.kind = 'wishes' GROUP BY 1, 2, 3, 4, 5
)
SELECT 'wishes' AS kind, area_id, facet, m.measure, side.state, date,
       sum(side.come * m.amount) AS entered, sum(side.gone * m.amount) AS gone
  FROM steps,
  LATERAL (VALUES ('count', "count"), ('yuan', yuan)) AS m(measure, amount),
  LATERAL (VALUES (to_state, 1, 0), (from_state, 0, 1)) AS side(state, come, gone)
 WHERE side.state <> '' GROUP BY area_id, facet, m.measure, side.state, date
UNION ALL
SELECT 'wish_steps', area_id, kind, measure, step, at::date, count(*), 0 FROM (
    SELECT area_id, kind, 'made' AS step, created_at AS at, 'count' AS measure
      FROM volunteers_microwish
    UNION ALL SELECT area_id, kind, 'published', published_at, 'count'
      FROM volunteers_microwish WHERE published_at IS NOT NULL
    UNION ALL SELECT area_id, kind, 'closed', closed_at, unnest(ARRAY['count', 'day_4'])
      FROM volunteers_microwish WHERE closed_at IS NOT NULL
) x GROUP BY area_id, kind, measure, step, at::date
"""
# Level by level, so that each level is one pass over the moves.
_TOTALS = f"""
INSERT INTO counters_total
       (area_id, kind, grain, period, state, measure, facet, entered, "left", days)
SELECT place, kind, 'ever', date '2000-01-01', state, measure, facet, sum(entered), sum(gone), NULL
  FROM (SELECT m.*, a.{{column}} AS place FROM moves m JOIN areas_area a ON a.id = m.area_id) x
 WHERE place IS NOT NULL GROUP BY place, kind, state, measure, facet
UNION ALL
SELECT place, kind, 'month', month, state, measure, facet, sum(entered), 0, {DAYS} FROM (
    SELECT a.{{column}} AS place, kind, state, measure, facet,
           date_trunc('month', date)::date AS month, extract(day FROM date)::int AS day,
           sum(entered) AS entered
      FROM moves m JOIN areas_area a ON a.id = m.area_id
     GROUP BY 1, 2, 3, 4, 5, 6, 7
) x WHERE place IS NOT NULL AND entered <> 0
 GROUP BY place, kind, month, state, measure, facet
"""  # noqa: S608 - built from constants
_LEVELS = ("district_id", "subdistrict_id", "community_id")


def main(rows: int) -> None:
    if MicroWish.objects.count() < rows:
        _load_wishes(rows)
        print(f"loaded {MicroWish.objects.count():,} wishes")
    if not MicroProject.objects.exists():
        projects.load(_community().district)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"loaded {LedgerEntry.objects.count():,} entries of the ledger")


def _load_wishes(rows: int) -> None:
    import_divisions(DIVISIONS)
    if not User.objects.exists():
        _people()
    with connection.cursor() as cursor:
        for setting in _SETTINGS:
            cursor.execute(f"SET {setting}")
        with _without_indexes(cursor, MicroWish, TransitionRecord):
            cursor.execute(_PLACES)
            cursor.execute(_WAYS)
            _wishes(cursor, rows)
        cursor.execute("ANALYZE")
        cursor.execute(_MOVES)
        for column in _LEVELS:
            cursor.execute(_TOTALS.format(column=column))
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def _without_indexes(cursor: Any, *models: type[Model]) -> Iterator[None]:
    """Drop the indexes of these tables, but for those of keys, and make them anew at the end."""
    tables = [m._meta.db_table for m in models]
    cursor.execute(_INDEXES, [tables])
    indexes = cursor.fetchall()
    for name, _sql in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        for _name, sql in indexes:
            cursor.execute(sql)


def _wishes(cursor: Any, rows: int) -> None:
    for first in range(1, rows + 1, BATCH):
        words = {"words": WORDS, "first": first, "last": min(first + BATCH - 1, rows), "rows": rows}
        with transaction.atomic():
            cursor.execute("SELECT coalesce(max(id), 0) FROM volunteers_microwish")
            after = {"after": cursor.fetchone()[0]}
            cursor.execute(_WISHES, words)
            cursor.execute("ANALYZE volunteers_microwish")
            cursor.execute(_LOG, after)


def _community() -> Any:
    return Area.objects.filter(level=Area.Level.COMMUNITY).order_by("code")[0]


def _people() -> None:
    """A clerk, a district administrator and a volunteer, for the pages of people signed in."""
    community = _community()
    for name, role, area in (
        ("clerk", Role.COMMUNITY_CLERK, community),
        ("officer", Role.DISTRICT_ADMIN, community.district),
    ):
        user = User.objects.create(username=name)
        RoleGrant.objects.create(user=user, role=role, area=area)
    helper = User.objects.create(username="helper")
    Volunteer.objects.create(user=helper, area=community)


if __name__ == "__main__":
    main(int(sys.argv[1]))
