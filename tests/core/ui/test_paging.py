"""Keyset pages: every row exactly once, forward and back, by a comparison an index answers."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.ui.paging import BadCursor, Page, keyset_page

pytestmark = pytest.mark.django_db
NEWEST = ("-expire_date", "-session_key")
OLDEST = ("expire_date", "session_key")
START = dt.datetime(2026, 11, 21, 8, 30, 0, 123456, tzinfo=dt.UTC)


def fill(hours: list[int]) -> None:
    """Rows with few distinct moments, so that the second column has to decide."""
    Session.objects.all().delete()
    Session.objects.bulk_create(
        Session(session_key=f"k{n:03}", expire_date=START + dt.timedelta(hours=hour))
        for n, hour in enumerate(hours)
    )


def keys(page: Page) -> list[str]:
    return [row.session_key for row in page.rows]


def walk(order: tuple[str, ...], size: int) -> list[Page]:
    pages = [keyset_page(Session.objects.all(), None, order=order, size=size)]
    while pages[-1].next_cursor:
        pages.append(
            keyset_page(Session.objects.all(), pages[-1].next_cursor, order=order, size=size)
        )
    return pages


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hours=st.lists(st.integers(0, 3), max_size=23),
    size=st.integers(1, 7),
    order=st.sampled_from([NEWEST, OLDEST]),
)
def test_pages_cover_every_row_once_forward_and_back(hours, size, order):
    fill(hours)
    expected = [row.session_key for row in Session.objects.order_by(*order)]
    pages = walk(order, size)
    assert [key for page in pages for key in keys(page)] == expected
    back = [pages[-1]]
    while back[-1].previous_cursor:
        back.append(
            keyset_page(Session.objects.all(), back[-1].previous_cursor, order=order, size=size)
        )
    assert [keys(page) for page in reversed(back)] == [keys(page) for page in pages]


def test_the_database_compares_rows_and_uses_an_index_for_it():
    fill([0, 1, 2])
    page = keyset_page(Session.objects.all(), None, order=NEWEST, size=1)
    with connection.cursor() as cursor:
        cursor.execute("create index walk on django_session (expire_date, session_key)")
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_bitmapscan = off")
    from_edge = Session.objects.all()
    with CapturedSql() as sql:
        keyset_page(from_edge, page.next_cursor, order=NEWEST, size=1)
    with connection.cursor() as cursor:
        cursor.execute("explain " + sql.statement)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Cond: (ROW(expire_date, (session_key)::text) < ROW(" in plan
    assert " OR " not in sql.statement
    assert "Sort" not in plan


class CapturedSql:
    """The one statement run inside, with its values written in."""

    statement = ""

    def __enter__(self) -> "CapturedSql":
        self.wrapper = connection.execute_wrapper(self.note)
        self.wrapper.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.wrapper.__exit__(*error)

    def note(self, execute, sql, params, many, context):
        assert not self.statement
        values = [f"'{p.isoformat() if isinstance(p, dt.datetime) else p}'" for p in params]
        self.statement = sql % tuple(values)
        return execute(sql, params, many, context)


def test_one_query_a_page(django_assert_num_queries):
    fill([0] * 9)
    first = keyset_page(Session.objects.all(), None, order=NEWEST, size=3)
    with django_assert_num_queries(1):
        second = keyset_page(Session.objects.all(), first.next_cursor, order=NEWEST, size=3)
    with django_assert_num_queries(1):
        keyset_page(Session.objects.all(), second.previous_cursor, order=NEWEST, size=3)


@pytest.mark.parametrize("text", ["x", "a:b:c", "\x00", "9" * 5000, "{}", "%F0%28"])
def test_a_cursor_of_nobody_gives_the_first_page_or_an_error(text):
    fill([3, 2, 1])
    page = keyset_page(Session.objects.all(), text, order=NEWEST, size=2)
    assert keys(page) == ["k000", "k001"]
    with pytest.raises(BadCursor):
        keyset_page(Session.objects.all(), text, order=NEWEST, size=2, strict=True)


def test_a_cursor_of_another_list_is_refused():
    fill([3, 2, 1])
    other = keyset_page(Session.objects.all(), None, order=OLDEST, size=1).next_cursor
    with pytest.raises(BadCursor):
        keyset_page(Session.objects.all(), other, order=NEWEST, size=1, strict=True)


def test_rows_that_left_meanwhile_do_not_lead_to_an_empty_page():
    fill([3, 2, 1])
    page = keyset_page(Session.objects.all(), None, order=NEWEST, size=2)
    Session.objects.filter(session_key="k002").delete()
    after = keyset_page(Session.objects.all(), page.next_cursor, order=NEWEST, size=2)
    assert keys(after) == ["k000", "k001"]


def test_going_back_to_a_start_that_grew_shows_a_full_page():
    fill([3, 2, 1, 0])
    second = walk(NEWEST, 2)[1]
    Session.objects.filter(session_key="k000").delete()
    back = keyset_page(Session.objects.all(), second.previous_cursor, order=NEWEST, size=2)
    assert keys(back) == ["k001", "k002"]


def test_values_and_the_request_work_alike():
    fill([3, 2, 1])
    rows = Session.objects.values("session_key", "expire_date")
    first = keyset_page(rows, RequestFactory().get("/"), order=NEWEST, size=2)
    second = keyset_page(
        rows, RequestFactory().get("/", {"cursor": first.next_cursor}), order=NEWEST, size=2
    )
    assert [row["session_key"] for row in second] == ["k002"]
    assert second.next_cursor is None


def test_mixed_directions_are_refused():
    with pytest.raises(ValueError, match="mixed directions"):
        keyset_page(Session.objects.all(), None, order=("-expire_date", "session_key"))
