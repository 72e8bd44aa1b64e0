"""Every address, every method, every one of the cast: the table of access.py is what happens."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.promises.asking import CAST, ROWS, Doors, address, expected, status_of
from tests.promises.scene import undone

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("access"),
    pytest.mark.usefixtures("plain_refusals"),
]

DENIED = {"401", "403", "404", "405", "login"}
# what is open to all alike is asked by these four
SOME = ("visitor", "resident", "clerk", "system")
# a link that may be followed: the language one chose is remembered with the account
REMEMBERED = {"ui:language code=en"}
VOLATILE = ("django_session", "usersessions_usersession")
READS = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK)\b")
# counts triggers' work and updates too, which counting rows would not
WRITTEN = """
SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
    + pg_stat_get_xact_tuples_deleted(oid)
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


def names(resolver: Any, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from names(pattern, space + (f"{pattern.namespace}:" * bool(pattern.namespace)))


@pytest.fixture(scope="module")
def doors(scene: Any) -> Iterator[Doors]:
    made = Doors(scene)
    with made.knowing_everybody():
        yield made


def written() -> dict[str, int]:
    """How many rows of each table our transaction has written so far, taken back or not."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return {table: count for table, count in cursor.fetchall() if table not in VOLATILE}


@contextmanager
def watched() -> Iterator[Callable[[], bool]]:
    """Whether rows were written since: counted only once a statement is sent that may write."""
    before: list[dict[str, int]] = []

    def look(execute: Any, sql: Any, *rest: Any) -> Any:
        if not before and not READS.match(str(sql)):
            before.append(written())
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield lambda: bool(before) and written() != before[0]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_everybody_is_answered_as_the_table_says(scene, doors, row):
    where, looking, sending = row
    url = address(where, scene)
    wrong = []
    with undone():  # a look by one changes nothing for the next, which is seen below
        at_first = written()
        for who, right in asking(looking):
            status = status_of(doors.client(who, url).get(url))
            if status not in right:
                wrong.append(f"GET {url} as {who}: {status}, not {right}")
        if where not in REMEMBERED and (touched := written().items() - at_first.items()):
            wrong.append(f"to look at {url} wrote {', '.join(dict(touched))}")
    for who, right in asking(sending):
        with undone(), watched() as changed:
            status = status_of(doors.client(who, url).post(url))
            if status in DENIED and changed():
                wrong.append(f"{who} was denied {url}, and yet something changed")
        if status not in right:
            wrong.append(f"POST {url} as {who}: {status}, not {right}")
    assert not wrong, "\n".join(wrong)


def asking(said: str) -> Iterator[tuple[str, set[str]]]:
    """Who asks, and the answers that are right."""
    right = expected(said)
    for who in CAST if "," in said else SOME:
        yield who, right[who]


def test_the_table_names_every_address_and_nothing_else():
    said = {row[0].split()[0] for row in ROWS}
    there = {name for name in names(get_resolver()) if not name.startswith("admin:")}
    assert there - said == set(), "addresses that access.py forgets"
    assert said - there == set(), "lines of access.py that lead nowhere"


def test_what_was_written_is_seen(cast):
    """The control: a row added, changed or taken away again is no longer as before."""
    before = written()
    assert written() == before
    with watched() as changed:
        cast.resident.refresh_from_db()
        assert not changed()
        with undone():
            cast.resident.save(update_fields=["name"])
        assert changed()
    assert written() != before


ADMIN = sorted({name for name in names(get_resolver()) if name.startswith("admin:")})
OPEN = {"admin:login", "admin:logout", "admin:jsi18n", "admin:None"}
BLANKS = ({}, {"object_id": 1}, {"content_type_id": 1, "object_id": 1}, {"app_label": "areas"})


@pytest.mark.parametrize("who", SOME)
def test_the_admin_opens_to_nobody_of_the_cast(scene, doors, who):
    """It is for those who operate the portal, by hand, as `is_staff`."""
    assert len(ADMIN) > len(OPEN)
    client: Client = doors.client(who, "/admin/")
    for name in ADMIN:
        if name in OPEN:
            continue
        url = admin_address(name)
        for method in ("get", "post"):
            answer = getattr(client, method)(url)
            assert answer.status_code in (302, 403, 404), f"{method} {name} as {who}"
            assert answer.status_code != 302 or "/login/" in answer.url, f"{method} {name}"


def admin_address(name: str) -> str:
    for blanks in BLANKS:
        try:
            return reverse(name, kwargs=blanks)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}: add its blanks")
