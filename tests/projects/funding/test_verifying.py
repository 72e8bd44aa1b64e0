"""Whoever changes the ledger behind the portal's back is found, and the entry named."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from projects.funding import services
from projects.funding.ledger import LedgerEntry
from projects.funding.table import Account
from projects.funding.verifying import recomputed_hash, verify_all
from tests.factories.funding import money

D = Decimal


@contextmanager
def triggers_off() -> Iterator[None]:
    """What only the owner of the database can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("projects_ledgerentry", "projects_ledgerseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in ("projects_ledgerentry", "projects_ledgerseal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def ledger(cast, book, project):
    """A book with six entries, the last of another person, sealed."""
    services.commit(book, project, D(5000), by=cast.subdistrict_officer, memo="立项")
    services.contract(project, D(4000), by=None)
    services.pay(project, D(1000), by=cast.finance_officer)
    services.allocate(book, D(1), by=cast.finance_officer)
    services.seal()
    return book


def faults() -> list[str]:
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_ledger", stderr=errors)
    return errors.getvalue().splitlines()


def test_an_untouched_ledger_is_sound(ledger):
    said = StringIO()
    call_command("verify_ledger", stdout=said)
    assert "6 entries in 1 books and 1 seals are sound" in said.getvalue()


def test_the_database_and_python_agree_on_every_hash(ledger):
    entries = LedgerEntry.objects.select_related("book", "project")
    assert all(recomputed_hash(entry) == entry.hash for entry in entries)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount", "4999.00"),
        ('"on"', "2020-01-01"),
        ("memo", "别的"),
        ("kind", "uncommit"),
        ("to_account", "paid"),
        ("by_role", "auditor"),
        ("by_id", None),
        ("project_id", None),
        ("at", "2020-01-01 00:00+00"),
        ("balances", "{}"),
        ("hash", "0" * 64),
        ("previous_hash", "f" * 64),
        ("by_mark", "f" * 64),
    ],
)
def test_a_changed_row_is_found_and_named(ledger, column, value):
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE projects_ledgerentry DROP CONSTRAINT entry_is_a_known_move")
        cursor.execute(
            f"UPDATE projects_ledgerentry SET {column} = %s WHERE book_id = %s AND seq = 2",
            [value, ledger.pk],
        )
    assert any(line.startswith(f"{ledger.code} 2:") for line in faults())


def test_a_row_taken_out_of_the_middle_is_found(ledger):
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM projects_ledgerentry WHERE seq = 3")
    assert any(line.startswith(f"{ledger.code} 4:") for line in faults())


def test_a_tail_cut_off_is_found_by_the_seal(ledger):
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM projects_ledgerentry WHERE seq = 6")
    assert len(verify_all().faults) == 1
    assert any(line.startswith(f"{ledger.code} 6:") for line in faults())


def test_a_changed_seal_is_found(ledger):
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("UPDATE projects_ledgerseal SET heads = '[]'")
    assert faults()


def test_a_seal_follows_only_when_something_moved(cast, ledger):
    assert services.seal() is None
    other = money(cast.neighbour_community, 5)
    second = services.seal()
    assert second.number == 2
    assert [head[0] for head in second.heads] == [other.code]
    assert verify_all().seals == 2


def test_money_carried_on_one_side_only_is_found(cast):
    year = timezone.localdate().year
    old = money(cast.community, 1000, year=year - 1)
    services.carry_over(old, by=None, into_year=year)
    assert verify_all().is_sound
    LedgerEntry.objects.create(
        book=money(cast.community, 0, year=year),
        area=cast.community,
        kind="carry_in",
        from_account=Account.APPROPRIATION,
        to_account=Account.AVAILABLE,
        amount=D(500),
        memo=old.code,
        by_role="system",
    )
    assert len(verify_all().faults) == 1
