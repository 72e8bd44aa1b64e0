"""Every address, every method, every one of the cast: the table of access.py is what happens."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from core.workflow.models import TransitionRecord
from tests.promises.asking import CAST, ROWS, Doors, address, expected, status_of
from tests.promises.scene import undone

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("access")]

DENIED = {"401", "403", "404", "405", "login"}
# what is open to all alike is asked by these four
SOME = ("visitor", "resident", "clerk", "system")
VOLATILE = ("sessions", "usersessions")


def names(resolver: Any, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from names(pattern, space + (f"{pattern.namespace}:" * bool(pattern.namespace)))


@pytest.fixture(scope="module")
def doors(scene: Any) -> Doors:
    return Doors(scene)


def fingerprint() -> dict[str, int]:
    """How many rows each table has, and how far the log goes."""
    kept = [
        m._meta.db_table
        for m in apps.get_models()
        if m._meta.managed and m._meta.app_label not in VOLATILE
    ]
    counts = " UNION ALL ".join(f"SELECT '{t}', count(*) FROM {t}" for t in kept)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        rows: dict[str, int] = dict(cursor.fetchall())
    last = TransitionRecord.objects.order_by("-pk").values_list("pk", flat=True).first()
    return rows | {"last move": last or 0}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_everybody_is_answered_as_the_table_says(scene, doors, row):
    where, *answers = row
    url = address(where, scene)
    before = fingerprint()
    wrong = []
    for method, said in zip(("get", "post"), answers, strict=True):
        right = expected(said)
        for who in CAST if "," in said else SOME:
            with undone():
                status = status_of(getattr(doors.client(who, url), method)(url))
                if method == "post" and status in DENIED and fingerprint() != before:
                    wrong.append(f"{who} was denied {url}, and yet something changed")
            if status not in right[who]:
                wrong.append(f"{method.upper()} {url} as {who}: {status}, not {right[who]}")
    assert not wrong, "\n".join(wrong)


def test_the_table_names_every_address_and_nothing_else():
    said = {row[0].split()[0] for row in ROWS}
    there = {name for name in names(get_resolver()) if not name.startswith("admin:")}
    assert there - said == set(), "addresses that access.py forgets"
    assert said - there == set(), "lines of access.py that lead nowhere"


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
