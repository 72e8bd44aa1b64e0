"""Fifty approvals at once against one book never spend more than it holds."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections
from django.utils import timezone

from core.accounts.abilities import Role
from core.accounts.models import User
from core.numbers.services import next_code
from core.workflow.engine import advance
from core.workflow.history import Move, write_histories
from core.workflow.models import TransitionRecord
from projects.delivery.models import MicroProject
from projects.funding import queries
from projects.funding.errors import Overspent
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation
from projects.funding.services import projects as verbs
from projects.funding.table import Account
from projects.funding.triggers import ledger_triggers
from projects.funding.verifying import verify_all
from tests.factories import areas
from tests.factories.accounts import person
from tests.factories.funding import money
from tests.factories.projects import WORDS

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CROWD, AT_ONCE = 50, 25  # projects, connections
HELD, EACH = Decimal(1000), Decimal(100)
FITTING = int(HELD / EACH)
WAY = ("put_on_agenda", "open_vote", "pass_vote", "publish_notice", "end_notice", "report_up")


@pytest.fixture
def book(transactional_db: None) -> FundAllocation:
    return money(areas.community(), HELD)


@pytest.fixture
def leader(book: FundAllocation) -> User:
    return person("邓春", role=Role.STREET_LEADER, area=book.area.parent)


@pytest.fixture
def projects(book: FundAllocation) -> list[MicroProject]:
    """Voted on, through their notice, and before the subdistrict."""
    now = timezone.now()
    waiting = [
        MicroProject(
            area=book.area,
            code=next_code(book.area, series="WS"),
            voted_at=now,
            notice_ended_at=now,
            **{**WORDS, "budget": EACH},
        )
        for _ in range(CROWD)
    ]
    way = [MicroProject.workflow.start, *WAY]
    write_histories([(project, [Move(name, now) for name in way]) for project in waiting])
    return waiting


def approve_at_once(
    book: FundAllocation, projects: list[MicroProject], leader: User
) -> Counter[str]:
    """Every project is approved in the same moment; how often each answer was given."""
    gate = threading.Event()

    def one(project: MicroProject) -> str:
        gate.wait(timeout=20)
        try:
            return ask(book, project, leader)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(one, project) for project in projects]
        time.sleep(0.3)  # the first are all at the gate
        gate.set()
        return Counter(answer.result() for answer in asked)


def ask(book: FundAllocation, project: MicroProject, leader: User) -> str:
    try:
        advance(project, "approve", by=leader, book=book.code)
    except Overspent:
        return "refused"
    except IntegrityError as error:
        return "refused by the database" if "overspend" in str(error) else str(error)
    return "approved"


def assert_money_follows_status(projects: list[MicroProject]) -> None:
    """Who was approved holds one commitment; of who was refused, nothing was written."""
    for project in projects:
        project = MicroProject.objects.get(pk=project.pk)
        entries = list(LedgerEntry.objects.filter(project=project).values_list("kind", "amount"))
        steps = TransitionRecord.objects.filter(kind="project", object_id=project.pk)
        approvals = steps.filter(name="approve").count()
        found = (project.status, project.approved_at is not None, approvals, entries)
        assert found in (
            ("approved", True, 1, [("commit", EACH)]),
            ("street_review", False, 0, []),
        )


def test_a_crowd_never_overspends_a_book(book, projects, leader):
    answers = approve_at_once(book, projects, leader)
    assert answers == {"approved": FITTING, "refused": CROWD - FITTING}
    assert MicroProject.objects.filter(status="approved").count() == FITTING
    assert_money_follows_status(projects)
    assert queries.balance(book, Account.AVAILABLE) == 0
    assert verify_all().is_sound


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks what the book holds does not keep the others waiting."""
    monkeypatch.setattr(verbs, "lock", lambda ids: FundAllocation.objects.in_bulk(list(ids)))


def test_the_database_alone_keeps_a_crowd_from_overspending(
    book, projects, leader, without_lock, monkeypatch
):
    plenty = Decimal(10**9)
    monkeypatch.setattr(verbs.queries, "balance", lambda book, account: plenty)
    answers = approve_at_once(book, projects, leader)
    assert answers == {"approved": FITTING, "refused by the database": CROWD - FITTING}
    assert_money_follows_status(projects)


@pytest.fixture
def without_the_databases_guard(transactional_db: None) -> Iterator[None]:
    guard = next(t for t in ledger_triggers() if t.name == "no_overspend")
    alter, name = f"ALTER TABLE {LedgerEntry._meta.db_table}", guard.get_pgid(LedgerEntry)
    with connection.cursor() as cursor:
        cursor.execute(f"{alter} DISABLE TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"{alter} ENABLE TRIGGER {name}")


def test_with_the_guards_switched_off_the_crowd_would_overspend(
    book, projects, leader, without_lock, without_the_databases_guard, monkeypatch
):
    """Everybody reads what is free before anybody has taken of it."""
    read, all_have_read = verbs.queries.balance, threading.Barrier(AT_ONCE)

    def balance(book: FundAllocation, account: Account) -> Decimal:
        free = read(book, account)
        all_have_read.wait(timeout=20)
        return free

    monkeypatch.setattr(verbs.queries, "balance", balance)
    answers = approve_at_once(book, projects, leader)
    assert answers["approved"] >= AT_ONCE
    amounts = LedgerEntry.objects.filter(kind="commit").values_list("amount", flat=True)
    assert sum(amounts) == answers["approved"] * EACH > HELD
    assert not verify_all().is_sound
