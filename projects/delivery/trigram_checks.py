"""A check of the database itself (`manage.py check --database default`)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import Error, Tags, register
from django.db import connections


@register(Tags.database)
def titles_can_be_compared(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[Error]:
    """pg_trgm sees letters in Chinese; under the plain C locale it sees none."""
    if "default" not in (databases or ()):
        return []
    with connections["default"].cursor() as cursor:
        # what counts as a letter is the locale's word, with or without the extension
        cursor.execute("SELECT '路' ~ '[[:alnum:]]'")
        if cursor.fetchone()[0]:
            return []
    hint = "Make the database with --locale-provider=builtin --builtin-locale=C.UTF-8."
    return [Error("The database finds no letters in Chinese.", hint=hint, id="linli.E301")]
