"""Columns that are derived from text for finding it."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.search.functions import grams, joined
from core.search.pinyin import initials


class InitialsField(models.CharField):
    """Pinyin initials of another field, refreshed on every save and bulk_create."""

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        kwargs = {"max_length": 60, "blank": True, "editable": False, **kwargs}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        spelled = initials(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, spelled)
        return spelled


class _Unread(ArrayField):
    """Rows are searched by it but never carry it: hundreds of pairs each would burden any list."""

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, tuple[()]]:
        return "NULL::text[]", ()


class BigramsField(models.GeneratedField):
    """The pairs and single characters of the source columns, kept by the database; None when read.

    A generated column, so that no write can forget it, not even a bulk update. Give it a
    `GinIndex(fields=["bigrams"])` and search with `core.search.queries.matching`.
    """

    db_returning = False  # type: ignore[assignment]  # never read back, so not even after INSERT

    def __init__(self, *, sources: tuple[str, ...], **kwargs: Any) -> None:
        self.sources = tuple(sources)
        super().__init__(
            **{
                **kwargs,
                "expression": grams(joined(*sources), singles=True),
                "output_field": _Unread(models.TextField()),
                "db_persist": True,
            }
        )

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        for derived in ("expression", "output_field", "db_persist"):
            del kwargs[derived]
        return name, path, args, {**kwargs, "sources": self.sources}
