"""Logs that only grow, and the one lawful exception: erasing what is over, rotating keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pgtrigger
from django.db import connection, models, transaction


def append_only() -> list[Any]:
    """Triggers of a log: the database refuses UPDATE, DELETE and TRUNCATE."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        not_emptied(),
    ]


def not_emptied() -> Any:
    """The trigger that refuses TRUNCATE, which asks no trigger of a row."""
    return pgtrigger.Trigger(
        name="not_emptied",
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'the log is never emptied';",
    )


@contextmanager
def unprotected(model: type[models.Model]) -> Iterator[None]:
    """Let this transaction change rows of a protected log. Only purge and rotation may.

    pgtrigger's own `ignore` joins two statements into one, which server-side binding refuses.
    """
    triggers = getattr(model._meta, "triggers", [])
    ids = [t.get_pgid(model) for t in triggers if isinstance(t, pgtrigger.Protect)]
    names = ",".join(name for pgid in ids for name in (pgid, f"{model._meta.db_table}:{pgid}"))
    with transaction.atomic():
        _ignore(f"{{{names}}}")
        yield
        _ignore("{}")


def _ignore(names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [names])
