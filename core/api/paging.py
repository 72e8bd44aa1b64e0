"""Cursor paging for lists of the API, on the same keyset as the pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from core.api.query import number
from core.ui.paging import BadCursor, Page, keyset_page

SIZE, LARGEST = 24, 100  # rows of a page: usual, and the most that `limit` may ask for


def paging(largest: int = LARGEST) -> list[OpenApiParameter]:
    """What every paged list understands, for the schema."""
    return [
        OpenApiParameter("cursor", str, description="`next` or `previous` of another page."),
        OpenApiParameter("limit", int, description=f"Rows of a page, 1 to {largest}."),
    ]


def size_of(query: Mapping[str, str], size: int = SIZE, largest: int = LARGEST) -> int:
    """How many rows a page shall have. Raises ValidationError naming `limit`."""
    return number(query.get("limit", ""), least=1, most=largest, default=size, field="limit")


@contextmanager
def cursor_checked() -> Iterator[None]:
    """A cursor that is not of this list is the asker's mistake: ValidationError names it."""
    try:
        yield
    except BadCursor:
        raise ValidationError({"cursor": [_("This is not a cursor of this list.")]}) from None


def asked_page(
    rows: QuerySet[Any],
    query: Mapping[str, str],
    *,
    order: Sequence[str] = ("-id",),
    size: int = SIZE,
    largest: int = LARGEST,
) -> Page[Any]:
    """The page that `cursor` and `limit` ask for. Raises ValidationError naming the wrong one."""
    length = size_of(query, size, largest)
    with cursor_checked():
        return keyset_page(rows, query.get("cursor", ""), order=order, size=length, strict=True)


def page_of(page: Page[Any], item: Callable[[Any], Any]) -> dict[str, Any]:
    """A page as it is answered, each row by `item`."""
    return {
        "next": page.next_cursor,
        "previous": page.previous_cursor,
        "results": [item(row) for row in page.rows],
    }


def page_schema(item: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """The serializer class of one page of `item`, for the schema."""
    name = item.__name__.removesuffix("Serializer")
    fields: dict[str, Any] = {
        "next": serializers.CharField(
            allow_null=True, help_text="Cursor of the next page, null on the last."
        ),
        "previous": serializers.CharField(allow_null=True, help_text="Cursor of the page before."),
        "results": item(many=True),
        "__doc__": f"One page of {name}.",
    }
    return type(f"{name}Page", (serializers.Serializer,), fields)
