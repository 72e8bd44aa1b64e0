"""The books and forty entries for each project; the database itself numbers and chains them."""

from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from core.areas.models import Area
from projects.delivery.states import AFTER_ACCEPTANCE, UNDER_WAY
from projects.funding.kinds import ProgrammeKind
from projects.funding.programmes import FundAllocation, FundProgramme
from projects.funding.services import sealing
from projects.funding.services.social import CODE as SOCIAL
from projects.funding.table import MOVES, EntryKind

E = EntryKind
GIFT = Decimal(1800)  # yuan; parts in any way asked for below without a rest
EVERY = 4  # one project in so many is paid from the district's own book

# The ways money goes, by how far a project has come: (kind, share of the budget) in their order,
# and how many gifts come in how many parts. Each adds up to forty entries.
_BOUND = [("commit", ".50"), ("contract", ".50")] + 2 * [("commit", ".25"), ("contract", ".25")]
_PAID = [("retain", ".02"), *23 * [("pay", ".04")], ("reduce", ".06"), ("release_retention", ".02")]
WAYS: dict[str, tuple[list[tuple[str, str]], int, int]] = {
    "early": ([], 10, 3),
    "approved": ([("commit", "1")], 13, 2),
    "works": ([*_BOUND, *22 * [("pay", ".04")]], 4, 2),
    "ended": ([*_BOUND, *21 * [("pay", ".04")], ("reduce", ".16")], 4, 2),
    "paid": ([*_BOUND, *_PAID], 4, 1),
}


def way_of(status: str) -> str:
    """Which of `WAYS` the money of a project in this state has gone."""
    if status in ("approved", "procurement"):
        return "approved"
    if status in ("settled", "evaluating", "closed"):
        return "paid"
    if status in (*UNDER_WAY, *AFTER_ACCEPTANCE):
        return "works"
    return "ended" if status == "terminated" else "early"


def _plan() -> list[tuple[Any, ...]]:
    """(way, no., kind, from, to, share, which gift or null, its part)."""
    rows: list[tuple[Any, ...]] = []
    for way, (steps, gifts, parts) in WAYS.items():
        line = [(kind, share, None, None) for kind, share in steps]
        for gift in range(1, gifts + 1):
            line.append(("pledge", None, gift, 1))
            line += [("receive", None, gift, parts)] * parts
        if len(line) != 40:
            raise ValueError(f"{way} has {len(line)} entries")
        for no, (kind, share, gift, part) in enumerate(line, 1):
            move = MOVES[E(kind)]
            ends = (move.from_account.value, move.to_account.value)
            rows.append((way, no, kind, *ends, share, gift, part))
    return rows


_PLAN = """
CREATE TEMP TABLE plan (way text, no int, kind text, from_account text, to_account text,
                        share numeric, gift int, part int)
"""
_GIFTS = """
INSERT INTO projects_socialcontribution
       (project_id, donor_kind, donor, form, what, amount, entered_at)
SELECT p.id, 'enterprise', '便民商店', 'cash', '', %s, p.created_at
  FROM projects_microproject p JOIN of_way w ON w.project_id = p.id,
  LATERAL generate_series(1, w.gifts)
"""
_ENTRY = (
    "INSERT INTO projects_ledgerentry (book_id, seq, kind, from_account, to_account, amount,"
    ' project_id, contribution_id, memo, "on", at, by_role, by_mark, balances, previous_hash,'
    " hash, area_id)"
)
_ALLOCATE = f"""
{_ENTRY}
SELECT b.id, 0, 'allocate', 'appropriation', 'available', sum(p.budget) * 2, NULL, NULL, '',
       make_date(b.year, 1, 5), now(), 'system', '', '{{}}', '', '', b.area_id
  FROM projects_microproject p JOIN of_way w ON w.project_id = p.id
  JOIN projects_fundallocation b ON b.id = w.book_id GROUP BY b.id
"""  # noqa: S608 - built from constants
_ORDERED = """
CREATE TEMP TABLE ordered AS
SELECT row_number() OVER (ORDER BY o."on", o.project_id, o.no) AS place, o.* FROM (
    SELECT CASE WHEN l.gift IS NULL THEN w.book_id ELSE w.social_id END AS book_id,
           l.kind, l.from_account, l.to_account,
           CASE WHEN l.gift IS NULL THEN (p.budget * l.share)::numeric(14, 2)
                ELSE (g.amount / l.part)::numeric(14, 2) END AS amount,
           p.id AS project_id, g.id AS gift_id, p.area_id, l.no,
           least((p.created_at + l.no * interval '3 days')::date, current_date) AS "on"
      FROM projects_microproject p JOIN of_way w ON w.project_id = p.id
      JOIN plan l ON l.way = w.way
      LEFT JOIN (SELECT c.*, row_number() OVER (PARTITION BY project_id ORDER BY id) AS which
                   FROM projects_socialcontribution c) g
        ON g.project_id = p.id AND g.which = l.gift
) o
"""
# Row by row through the triggers, in the order of the days; `seq`, hashes and balances are theirs.
# Each call of a trigger looks through all that the statement has still to check: so few at once.
_ENTRIES = f"""
{_ENTRY}
SELECT book_id, 0, kind, from_account, to_account, amount, project_id, gift_id, '', "on", now(),
       'system', '', '{{}}', '', '', area_id
  FROM ordered WHERE place BETWEEN %s AND %s ORDER BY place
"""  # noqa: S608 - built from constants
AT_ONCE = 500


def _books(district: Area, projects: list[Any]) -> list[tuple[Any, ...]]:
    """(project, way, gifts, book, social book, year): the books are opened as they are needed."""
    main, social = (
        FundProgramme.objects.create(
            area=district,
            code=code,
            name=name,
            kind=kind,
            for_projects=kind == ProgrammeKind.MICRO_PROJECTS,
        )
        for code, name, kind in (
            ("MS", "民生微实事", ProgrammeKind.MICRO_PROJECTS),
            (SOCIAL, "社会投入", ProgrammeKind.SOCIAL),
        )
    )
    books: dict[tuple[int, int, int], int] = {}

    def book(programme: FundProgramme, area: Area, year: int) -> int:
        key = (programme.pk, area.pk, year)
        if key not in books:
            code = f"{programme.code}-{area.code}-{year}"
            made = FundAllocation.objects.create(
                programme=programme, area=area, year=year, code=code
            )
            books[key] = made.pk
        return books[key]

    rows = []
    for n, project in enumerate(projects):
        way, year = way_of(project.status), project.created_at.year
        payer = district if n % EVERY == 0 else project.area
        bound = (book(main, payer, year), book(social, project.area, year))
        rows.append((project.pk, way, WAYS[way][1], *bound, year))
    return rows


def load(district: Area, projects: list[Any]) -> None:
    """Forty entries for each of these, and a seal over all books."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLAN)
        cursor.executemany("INSERT INTO plan VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", _plan())
        cursor.execute(
            "CREATE TEMP TABLE of_way (project_id bigint, way text, gifts int, book_id bigint,"
            " social_id bigint, year int)"
        )
        rows = _books(district, projects)
        cursor.executemany("INSERT INTO of_way VALUES (%s, %s, %s, %s, %s, %s)", rows)
        cursor.execute(_GIFTS, [GIFT])
        cursor.execute("ANALYZE of_way, plan, projects_socialcontribution, projects_microproject")
        cursor.execute(_ALLOCATE)
        cursor.execute(_ORDERED)
        cursor.execute("CREATE INDEX ON ordered (place)")
        cursor.execute("ANALYZE ordered")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for n in range(40 * len(projects) // AT_ONCE):
            cursor.execute(_ENTRIES, [n * AT_ONCE + 1, (n + 1) * AT_ONCE])
            if n.bit_count() <= 1:  # the triggers plan their look-ups anew, by what is there now
                cursor.execute("ANALYZE projects_ledgerentry")
    sealing.seal()
