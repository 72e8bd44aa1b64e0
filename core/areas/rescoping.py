"""Correcting scope columns after the tree has changed."""

from collections.abc import Callable, Sequence

from django.apps import apps
from django.db import connection, transaction

from core.areas.scope import ScopedModel

CORRECT = """
    UPDATE {table} t
       SET district_id = a.district_id, subdistrict_id = a.subdistrict_id,
           community_id = a.community_id, grid_id = a.grid_id
      FROM areas_area a
     WHERE a.id = t.area_id {only}
       AND (t.district_id, t.subdistrict_id, t.community_id, t.grid_id) IS DISTINCT FROM
           (a.district_id, a.subdistrict_id, a.community_id, a.grid_id)
"""

_hooks: list[Callable[[Sequence[int] | None], None]] = []


def on_rescope(hook: Callable[[Sequence[int] | None], None]) -> None:
    """Subscribe to moves in the tree, for figures summed up along it.

    The hook runs in the same transaction, after the rows, with the ids of the areas whose chain
    changed (None: any).
    """
    if hook not in _hooks:
        _hooks.append(hook)


def scoped_models() -> list[type[ScopedModel]]:
    """Every concrete model that carries scope columns in a table of its own."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, ScopedModel) and model._meta.managed and not model._meta.proxy
    ]


def _protections(model: type[ScopedModel]) -> list[str]:
    """The names by which pgtrigger's triggers on this table ask whether to stand aside."""
    names = [trigger.get_pgid(model) for trigger in getattr(model._meta, "triggers", [])]
    return [*names, *(f"{model._meta.db_table}:{name}" for name in names)]


def rescope(areas: Sequence[int] | None = None) -> int:
    """Set the scope columns of all rows (of these areas' ids) from the tree; returns rows changed.

    One statement per table. Append-only tables follow too: their triggers stand aside for this
    one statement, which writes nothing but the four columns derived from the tree.
    """
    only = "" if areas is None else "AND a.id = ANY(%s)"
    params = [] if areas is None else [list(areas)]
    rows = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for model in scoped_models():
            aside = "{" + ",".join(_protections(model)) + "}"
            cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [aside])
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(CORRECT.format(table=table, only=only), params)
            rows += cursor.rowcount
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
        for hook in _hooks:
            hook(areas)
    return rows
