"""Pages by key: the n-th page costs what the first costs, and rows are neither skipped nor doubled.

The cursor is the sort key of the row at the edge, signed so that nobody can steer it. The database
sees a row comparison, `(published_at, id) < (…)`, which one index answers; the OR form Django's Q
objects would write is not answered by an index.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import F, Field, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import HttpRequest

Row = TypeVar("Row")
SALT = "core.ui.paging"
LONGEST = 1000  # characters of a cursor worth reading


class BadCursor(ValueError):
    """Not a cursor of ours, or one of another list."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows in order, and where to go on; a cursor is None at the end of the list."""

    rows: list[Row]
    next_cursor: str | None
    previous_cursor: str | None

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Cursor:
    """The sort key of the row at the edge, and on which side of it the page lies."""

    key: tuple[Any, ...]
    backwards: bool = False

    def write(self, order: Sequence[str]) -> str:
        content = [list(order), self.backwards, [_plain(value) for value in self.key]]
        return signing.dumps(content, salt=SALT, compress=True)

    @classmethod
    def read(cls, text: str, order: Sequence[str], fields: Sequence[Any]) -> "Cursor":
        """Raises BadCursor unless we wrote it for this very order."""
        if len(text) > LONGEST:
            raise BadCursor("too long")
        try:
            its_order, backwards, key = signing.loads(text, salt=SALT)
            if its_order != list(order) or len(key) != len(fields):
                raise BadCursor("of another list")
            values = tuple(f.to_python(v) for f, v in zip(fields, key, strict=True))
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise BadCursor("not a cursor") from error
        return cls(values, bool(backwards))


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else json.loads(json.dumps(value))


def keyset_page(
    rows: QuerySet[Any],
    at: HttpRequest | str | None,
    *,
    order: Sequence[str] = ("-published_at", "-id"),
    size: int = 24,
    strict: bool = False,
) -> Page[Any]:
    """One page of `rows`, at most `size` long, in one query (two at a ragged start).

    `at` is the request (its `cursor` parameter) or the cursor itself. `order` names concrete
    columns without nulls, all ascending or all descending, the last one unique. A cursor that
    cannot be read, or that leads past the ends, gives the first page; when `strict` it raises
    BadCursor or gives an empty page. Works on model rows and on `.values()` that contain the
    order's columns.
    """
    names = [name.removeprefix("-") for name in order]
    descending = order[0].startswith("-")
    if any(name.startswith("-") != descending for name in order):
        raise ValueError("mixed directions cannot be compared as one row")
    fields: list[Field[Any, Any]] = [_field(rows, name) for name in names]
    text = at.GET.get("cursor", "") if isinstance(at, HttpRequest) else (at or "")
    cursor = _cursor(text, order, fields, strict)
    rows_from_start = rows
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        rows = rows.filter(_beyond(names, cursor.key, descending != backwards))
    found = list(rows.order_by(*(_turned(order) if backwards else order))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if cursor is not None and not strict and (not found or (backwards and len(found) < size)):
        return keyset_page(rows_from_start, None, order=order, size=size)
    if not found:
        return Page([], None, None)
    has_next = more if not backwards else True
    has_previous = more if backwards else cursor is not None
    return Page(
        found,
        Cursor(_key(found[-1], names)).write(order) if has_next else None,
        Cursor(_key(found[0], names), backwards=True).write(order) if has_previous else None,
    )


def _cursor(text: str, order: Sequence[str], fields: Sequence[Any], strict: bool) -> Cursor | None:
    if not text:
        return None
    try:
        return Cursor.read(text, order, fields)
    except BadCursor:
        if strict:
            raise
        return None


def _beyond(names: Sequence[str], key: tuple[Any, ...], descending: bool) -> Any:
    compare = TupleLessThan if descending else TupleGreaterThan
    return compare(Tuple(*(F(name) for name in names)), key)


def _turned(order: Sequence[str]) -> list[str]:
    return [name[1:] if name.startswith("-") else f"-{name}" for name in order]


def _field(rows: QuerySet[Any], name: str) -> Any:
    return rows.model._meta.get_field(name)


def _key(row: Any, names: Sequence[str]) -> tuple[Any, ...]:
    if isinstance(row, dict):
        return tuple(row[name] for name in names)
    return tuple(getattr(row, name) for name in names)
