"""Counting in the background: the sheets are mixed, counted by the rule, and explained."""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.engine import advance
from core.workflow.errors import Refused
from projects.councils import telling
from projects.councils.ballots.errors import NotAnElection
from projects.councils.ballots.models import Ballot, TallyRun
from projects.councils.ballots.results import as_facts, with_first_places
from projects.councils.kinds import BallotKind
from projects.councils.rules import require
from projects.councils.tally import Ballot as Choices
from projects.councils.tally import (
    Election,
    PabulibError,
    VoteType,
    explain,
    only_wanted,
    read_pabulib,
    tally,
)
from projects.councils.tally import Project as Candidate

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
SILENT = timedelta(minutes=3)  # a worker that shows no sign of life for so long is dead
LONGEST_FILE = 8_000_000  # characters of a Pabulib file
_TICK = 0.5  # seconds between two notes of progress

_MIX = """
WITH gone AS (DELETE FROM projects_votesheet WHERE ballot_id = %s RETURNING *)
INSERT INTO projects_votesheet SELECT * FROM gone ORDER BY random()
"""
_PRINT = """
SELECT md5(coalesce(string_agg(v::text, ';' ORDER BY v.id), '')) FROM projects_votesheet v
 WHERE v.ballot_id = %s
"""


@transaction.atomic
def request_count(ballot: Ballot, *, by: User | None) -> TallyRun:
    """Ask for a count; asked twice, the first is found. Raises NotAllowed, Refused."""
    require(by, ballot.area)
    row = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if row.status != "counting":
        raise Refused(_("Votes are counted when the vote has ended."))
    if row.batches.waiting().exists():
        raise Refused(_("A pile of paper votes is not agreed yet."))
    found = row.runs.filter(finished_at__isnull=True, error="").first()
    return found or TallyRun.objects.create(
        ballot=row, area=row.area, title=row.title, rule=row.rule, by=by
    )


def request_count_of_file(area: Area, text: str, *, rule: str, by: User) -> TallyRun:
    """Ask for a count of an election brought as a Pabulib file. Raises NotAllowed, Refused."""
    require(by, area)
    if len(text) > LONGEST_FILE:
        raise Refused(_("This file is too large."), field="file")
    try:
        election = read_pabulib(text)
    except PabulibError as error:
        raise NotAnElection(error) from error
    title = election.meta.get("description", "") or election.meta.get("instance", "") or "Pabulib"
    return TallyRun.objects.create(area=area, title=title[:120], source=text, rule=rule, by=by)


def as_election(ballot: Ballot) -> Election:
    """A ballot's votes as the tally reads them: equal sheets merged by the database."""
    codes = dict(ballot.items.values_list("position", "project__code"))
    items = ballot.items.select_related("project")
    ranked = ballot.kind == BallotKind.RANKED
    merged = ballot.sheets.values_list("choices").annotate(n=Count("pk")).order_by("choices")
    return Election(
        budget=Fraction(ballot.budget),
        projects={
            item.project.code: Candidate(item.project.code, Fraction(item.cost), item.title)
            for item in items
        },
        ballots={
            Choices(tuple(codes[position] for position in choices)): n for choices, n in merged
        },
        vote_type=VoteType.ORDINAL if ranked else VoteType.APPROVAL,
        meta=_meta(ballot),
    )


def _meta(ballot: Ballot) -> dict[str, str]:
    days = {"date_begin": ballot.opened_at, "date_end": ballot.closes_at}
    return {
        "description": ballot.title,
        "country": "China",
        "unit": str(ballot.area.district or ballot.area),
        "subunit": ballot.area.name,
        "instance": ballot.code,
        "rule": ballot.rule,
        "language": "zh",
        **{name: f"{timezone.localtime(at):%d.%m.%Y}" for name, at in days.items() if at},
    }


class _Progress:
    """Writes the share done on the run, not more often than every half second."""

    def __init__(self, run: TallyRun) -> None:
        self.run, self.last = run, 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last >= _TICK:
            self.last = now
            share = 10 + 85 * done // total if total else 10
            note(self.run, progress=min(share, 95))


def note(run: TallyRun, **values: Any) -> bool:
    """Write on the run what became of it, with a sign of life; False where another worker, who
    took it up meanwhile, has finished it."""
    values = {**values, "seen_at": timezone.now()}
    for name, value in values.items():
        setattr(run, name, value)
    return bool(TallyRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(**values))


def count(run: TallyRun) -> bool:
    """Count, unless another worker does or did; what goes wrong is written on the run."""
    if not _claim(run):
        return False
    try:
        if run.ballot is not None:
            mix(run.ballot)
        election = as_election(run.ballot) if run.ballot else read_pabulib(run.source)
        note(run, progress=10)
        told = explain(election, tally(election, run.rule, _Progress(run)))
        if run.ballot is not None:  # a file is counted by the plain rule, as everywhere
            told = only_wanted(told)
        facts = with_first_places(election, [as_facts(one) for one in told])
        _finish(run, election, facts, sum((one.cost for one in told if one.won), Fraction(0)))
    except Exception as error:
        log.exception("count failed", extra={"run": run.pk})
        if note(run, error=f"{type(error).__name__}: {error}"[:500]):
            _tell(run, "councils.count_failed")
        return False
    return True


def _claim(run: TallyRun) -> bool:
    """One conditional update decides which worker counts."""
    now = timezone.now()
    free = Q(seen_at__isnull=True) | Q(seen_at__lt=now - SILENT)
    rows = TallyRun.objects.filter(free, pk=run.pk, finished_at__isnull=True, error="")
    taken = rows.update(seen_at=now, attempts=run.attempts + 1, progress=5)
    if taken:
        run.refresh_from_db()
    return bool(taken)


@transaction.atomic
def mix(ballot: Ballot) -> None:
    """Write all sheets anew in random order, so that neither place nor age in the table says
    which of them came in with which mark on the roll."""
    before = _print_of(ballot)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('linli.mixing', %s, true)", [str(ballot.pk)])
        cursor.execute(_MIX, [ballot.pk])
        cursor.execute("SELECT set_config('linli.mixing', '', true)")
    if _print_of(ballot) != before:
        raise RuntimeError("mixing changed a vote")  # rolls back


def _print_of(ballot: Ballot) -> str:
    """One text that stands for all votes of the ballot, whatever their order in the table."""
    with connection.cursor() as cursor:
        cursor.execute(_PRINT, [ballot.pk])
        return str(cursor.fetchone()[0])


@transaction.atomic
def _finish(run: TallyRun, election: Election, facts: list[Any], cost: Fraction) -> None:
    result = {"budget": str(election.budget), "cost": str(cost), "projects": facts}
    done = timezone.now()
    if not note(run, progress=100, finished_at=done, votes=election.voters, result=result):
        return
    if run.ballot is not None:
        _write_result(run.ballot, facts)
    if run.ballot is not None and run.ballot.status == "counting":
        advance(run.ballot, "finish_count", by=None)
    _tell(run, "councils.ballot_counted")


def _write_result(ballot: Ballot, facts: Iterable[dict[str, Any]]) -> None:
    items = {item.project.code: item for item in ballot.items.select_related("project")}
    for fact in facts:
        item = items[fact["project"]]
        item.votes, item.won, item.place = fact["votes"], fact["won"], fact["place"]
        item.explanation = fact
        item.save(update_fields=["votes", "won", "place", "explanation"])


def _tell(run: TallyRun, kind: str) -> None:
    if run.ballot is not None:
        telling.of_count(run, kind)


def pick_up_dropped() -> list[TallyRun]:
    """Runs that wait for a worker, or whose worker died; after three attempts one is given up."""
    now = timezone.now()
    rows: QuerySet[TallyRun] = TallyRun.objects.filter(finished_at__isnull=True, error="")
    waiting = []
    for run in rows.filter(Q(seen_at__isnull=True) | Q(seen_at__lt=now - SILENT)):
        if run.attempts >= MOST_ATTEMPTS:
            note(run, error="the worker died three times")
            _tell(run, "councils.count_failed")
        else:
            waiting.append(run)
    return waiting


def close_overdue() -> int:
    """End every vote whose time is over; one without paper is counted at once."""
    closed = 0
    for ballot in Ballot.objects.filter(status="open", closes_at__lte=timezone.now()):
        with transaction.atomic():
            advance(ballot, "close", by=None)
            closed += 1
            if not ballot.marks.filter(way="paper").exists():
                request_count(ballot, by=None)
    return closed


def money(amount: str) -> Decimal:
    """An amount of a stored result in yuan, to the fen."""
    exact = Fraction(amount)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"))
