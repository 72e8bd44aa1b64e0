"""Cursor paging for lists of the API, on the same keyset as the pages."""

from typing import Any

from rest_framework import serializers


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
