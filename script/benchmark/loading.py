"""Wishes by the hundred thousand, written by the database itself; consistent with their log."""

import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - after the set-up

from core.accounts.abilities import Role  # noqa: E402
from core.accounts.models import RoleGrant, User  # noqa: E402
from core.areas.models import Area  # noqa: E402
from core.areas.services import import_divisions  # noqa: E402
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
            || CASE WHEN n %% 1000 = 0 THEN '也想听听古琴。' ELSE '' END ELSE '' END,
       k.kind, v.yuan, '70_up', '', '', '', '', gen_random_uuid(), '', md5('t' || n),
       'staff', 'home_visit', '', '', 'phone', 'go_between', n %% 40 = 0, false, 1,
       CASE WHEN s.public THEN made + interval '52 hours' END,
       CASE WHEN s.status = 'closed' THEN made + s.steps * interval '26 hours' END,
       1, '', false, '', ''
  FROM generate_series(%(first)s::int, %(last)s::int) AS n
 CROSS JOIN LATERAL (SELECT now() - interval '730 days' * (1 - n::float / %(rows)s::int) AS made) m
 CROSS JOIN LATERAL (SELECT ids[1 + (n * 7919) %% array_length(ids, 1)] AS id FROM places) c
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
# What the deltas of all this would have been folded into.
_MOVES = """
CREATE TEMP TABLE moves AS
SELECT 'wishes' AS kind, w.area_id, w.kind AS facet, m.measure, side.state, r.at::date AS day,
       side.come * m.amount AS entered, side.gone * m.amount AS gone
  FROM workflow_transitionrecord r JOIN volunteers_microwish w ON w.id = r.object_id,
  LATERAL (VALUES ('count', 1), ('yuan', w.estimated_value)) AS m(measure, amount),
  LATERAL (VALUES (r.to_state, 1, 0), (r.from_state, 0, 1)) AS side(state, come, gone)
 WHERE r.kind = 'wishes' AND side.state <> ''
UNION ALL
SELECT 'wish_steps', area_id, kind, measure, step, at::date, 1, 0 FROM (
    SELECT area_id, kind, 'made' AS step, created_at AS at, 'count' AS measure
      FROM volunteers_microwish
    UNION ALL SELECT area_id, kind, 'published', published_at, 'count'
      FROM volunteers_microwish WHERE published_at IS NOT NULL
    UNION ALL SELECT area_id, kind, 'closed', closed_at, unnest(ARRAY['count', 'day_4'])
      FROM volunteers_microwish WHERE closed_at IS NOT NULL
) x
"""
_TOTALS = """
INSERT INTO counters_total (area_id, kind, grain, period, state, measure, facet, entered, "left")
SELECT place.id, m.kind, g.grain, g.period, m.state, m.measure, m.facet, sum(m.entered),
       sum(CASE WHEN g.grain = 'ever' THEN m.gone ELSE 0 END)
  FROM moves m JOIN areas_area a ON a.id = m.area_id,
  LATERAL unnest(ARRAY[a.district_id, a.subdistrict_id, a.community_id]) AS place(id),
  LATERAL (VALUES ('day', m.day), ('month', date_trunc('month', m.day)::date),
                  ('ever', date '2000-01-01')) AS g(grain, period)
 WHERE place.id IS NOT NULL AND (g.grain = 'ever' OR m.entered <> 0)
 GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


def main(rows: int) -> None:
    if MicroWish.objects.count() >= rows:
        print("the data is there")
        return
    import_divisions(DIVISIONS)
    if not User.objects.exists():
        _people()
    with connection.cursor() as cursor:
        cursor.execute("SET work_mem = '256MB'")
        # the rows are written as the triggers would leave them
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_PLACES)
        cursor.execute(_WAYS)
        _wishes(cursor, rows)
        cursor.execute(_MOVES)
        cursor.execute(_TOTALS)
        cursor.execute("VACUUM ANALYZE")
    print(f"loaded {MicroWish.objects.count():,} wishes")


def _wishes(cursor: Any, rows: int) -> None:
    for first in range(1, rows + 1, BATCH):
        words = {"words": WORDS, "first": first, "last": min(first + BATCH - 1, rows), "rows": rows}
        with transaction.atomic():
            cursor.execute("SELECT coalesce(max(id), 0) FROM volunteers_microwish")
            after = {"after": cursor.fetchone()[0]}
            cursor.execute(_WISHES, words)
            cursor.execute("ANALYZE volunteers_microwish")
            cursor.execute(_LOG, after)


def _people() -> None:
    """A clerk, a district administrator and a volunteer, for the pages of people signed in."""
    community = Area.objects.filter(level=Area.Level.COMMUNITY).order_by("code").first()
    assert community
    assert community.district
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
