"""Random postings: whatever is asked, the ledger adds up and verifies."""

import contextlib
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.counters.queries import entered_between
from core.workflow.errors import Refused
from projects.funding import queries, services
from projects.funding.ledger import LedgerEntry
from projects.funding.queries import Balances
from projects.funding.table import SOURCES, Account
from projects.funding.verifying import verify_all
from tests.cast import make_cast
from tests.factories.funding import a_project, money

FEN = st.integers(min_value=1, max_value=150_000).map(lambda n: Decimal(n) / 100)
VERBS = [
    *("allocate", "take_back", "commit", "uncommit", "contract", "extend", "pay", "settle"),
    *("release_retention", "forfeit", "refund", "release_all", "pledge", "receive", "unpledge"),
    "seal",
]
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 1), st.integers(0, 1), FEN),
    min_size=1,
    max_size=25,
)
OF_A_BOOK = {"commit", "uncommit"}
OF_A_GIFT = {"receive", "unpledge"}


def do(verb: str, book: Any, project: Any, amount: Decimal) -> None:
    """One posting, refused or not."""
    call = getattr(services, verb)
    if verb == "seal":
        call()
    elif verb in ("allocate", "take_back"):
        call(book, amount, by=None)
    elif verb in OF_A_BOOK:
        call(book, project, amount, by=None)
    elif verb == "settle":
        retention = (amount * Decimal("0.03")).quantize(Decimal("0.01"))
        call(project, amount, by=None, retention=retention)
    elif verb == "release_all":
        call(project, by=None)
    elif verb in OF_A_GIFT:
        gift = project.contributions.first()
        if gift is not None:
            call(gift, amount, by=None)
    else:
        call(project, amount, by=None)


def summed(book: Any) -> Balances:
    """The balances as sums of all entries, worked out the plain way."""
    found = dict.fromkeys(Account, Decimal(0))
    for entry in book.entries.all():
        found[Account(entry.from_account)] -= entry.amount
        found[Account(entry.to_account)] += entry.amount
    return found


def check(books: list[Any], projects: list[Any]) -> None:
    for book in books:
        held = summed(book)
        assert held == queries.balances(book)
        assert sum(held.values()) == 0
        assert all(amount >= 0 for account, amount in held.items() if account not in SOURCES)
    for project in projects:
        amounts = queries.of_project(project)
        for account in ("committed", "contracted", "retention", "paid"):
            there = sum(queries.standing_on(project, Account(account)).values())
            assert getattr(amounts, account) == there >= 0
        assert amounts.bound == amounts.committed + amounts.contract_sum


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_after_every_posting_the_ledger_adds_up(steps):
    with transaction.atomic():
        cast = make_cast()
        books = [money(cast.community, 1000), money(cast.district, 500)]
        projects = [a_project(cast.community), a_project(cast.community, kind="goods")]
        for verb, book, project, amount in steps:
            with contextlib.suppress(Refused):
                do(verb, books[book], projects[project], amount)
            check(books, projects)
        assert verify_all().is_sound
        check_figures(cast)
        transaction.set_rollback(True)


def check_figures(cast: Any) -> None:
    """The counters say the same as the rows."""
    rows = LedgerEntry.objects.all()
    day = rows[0].on
    told = entered_between("ledger", cast.district, day, day, measure="yuan")
    by_kind: dict[str, Decimal] = {}
    for entry in rows:
        by_kind[entry.kind] = by_kind.get(entry.kind, Decimal(0)) + entry.amount
    assert {kind: sum(cells.values()) for kind, cells in told.items()} == by_kind
