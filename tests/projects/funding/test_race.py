"""Fifty approvals at once against one book never spend more than it holds."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections

from projects.funding import queries, services
from projects.funding.errors import Overspent
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation
from projects.funding.services import projects as verbs
from projects.funding.table import Account
from projects.funding.triggers import ledger_triggers
from projects.funding.verifying import verify_all
from tests.factories import areas
from tests.factories.funding import a_project, money

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
CROWD, AT_ONCE = 50, 25  # approvals, connections
HELD, EACH = Decimal(1000), Decimal(100)


@pytest.fixture
def book(transactional_db: None) -> FundAllocation:
    return money(areas.community(), HELD)


@pytest.fixture
def projects(book: FundAllocation) -> list[Any]:
    return [a_project(book.area, budget=100) for _ in range(CROWD)]


def commit_at_once(book: FundAllocation, projects: list[Any]) -> list[str]:
    """Every project asks for its money in the same moment; what each was answered."""
    gate = threading.Event()

    def one(project: Any) -> str:
        gate.wait(timeout=20)
        try:
            return ask(book, project)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(one, project) for project in projects]
        time.sleep(0.3)  # the first are all at the gate
        gate.set()
        return [answer.result() for answer in asked]


def ask(book: FundAllocation, project: Any) -> str:
    """Two who read the same number of the last entry collide; a collision is asked again."""
    for _again in range(200):
        try:
            services.commit(book, project, EACH, by=None)
        except Overspent:
            return "refused"
        except IntegrityError as error:
            if "entry_seq_once" in str(error):
                continue
            return "refused by the database"
        return "bound"
    return "gave up"


def test_a_crowd_never_overspends_a_book(book, projects):
    answers = commit_at_once(book, projects)
    assert answers.count("bound") == HELD / EACH
    assert answers.count("refused") == CROWD - HELD / EACH
    assert queries.balance(book, Account.AVAILABLE) == 0
    assert verify_all().is_sound


@pytest.fixture
def without_the_services_own_check(monkeypatch):
    """Nobody asks kindly beforehand; only the database stands guard."""
    monkeypatch.setattr(verbs, "lock", lambda ids: FundAllocation.objects.in_bulk(list(ids)))
    plenty = Decimal(10**9)
    monkeypatch.setattr(verbs.queries, "balance", lambda book, account: plenty)


def test_the_database_alone_keeps_a_crowd_from_overspending(
    book, projects, without_the_services_own_check
):
    answers = commit_at_once(book, projects)
    assert answers.count("bound") == HELD / EACH
    assert answers.count("refused by the database") == CROWD - HELD / EACH


@pytest.fixture
def without_guard_and_lock(without_the_services_own_check):
    """The guard is switched off, and the link no longer locks the book."""
    link, guard = ledger_triggers()[:2]
    names = {t.name: t.get_pgid(LedgerEntry) for t in (link, guard)}
    table = LedgerEntry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {names['no_overspend']}")
        cursor.execute(_source(names["link"]))
        source = cursor.fetchone()[0]
        assert "FOR NO KEY UPDATE" in source
        cursor.execute(source.replace("FOR NO KEY UPDATE", ""))
    yield
    with connection.cursor() as cursor:
        cursor.execute(source)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {names['no_overspend']}")


def _source(trigger: str) -> str:
    return (
        "SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid"
        f" WHERE t.tgname = '{trigger}'"
    )


def test_without_guard_and_lock_the_crowd_would_overspend(book, projects, without_guard_and_lock):
    answers = commit_at_once(book, projects)
    assert answers.count("bound") > HELD / EACH
    amounts = LedgerEntry.objects.filter(kind="commit").values_list("amount", flat=True)
    assert sum(amounts) > HELD
    assert not verify_all().is_sound
