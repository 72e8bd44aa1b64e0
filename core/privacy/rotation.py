"""Re-encrypting everything with the current key, in batches that can stop and go on.

Safe beside running processes as long as they know both keys: add the new key in front,
restart, rotate, then drop the old one. A row already under the current key is skipped, so a
run that was stopped continues by being started again. Blind indexes are recomputed on the
way, which is also how a new pepper is taken into use.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.expressions import RawSQL

from core.privacy import keys
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.protection import unprotected

BATCH = 500


def tables() -> Iterator[tuple[type[models.Model], list[Any], list[Any]]]:
    """Every stored model with its encrypted and blind-index fields."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        fields = model._meta.local_concrete_fields
        encrypted = [f for f in fields if isinstance(f, EncryptedTextField)]
        if encrypted:
            yield model, encrypted, [f for f in fields if isinstance(f, BlindIndexField)]


def rotate(model: type[models.Model], encrypted: list[Any], indexes: list[Any]) -> Iterator[int]:
    """Yield the number of rows rewritten in each batch of at most 500."""
    last: Any = None
    while True:
        with transaction.atomic():
            rows = _batch(model, encrypted, indexes, last)
            if not rows:
                return
            changed = [row for row in rows if _refresh(model, row, encrypted, indexes)]
        last = rows[-1]["pk"]
        yield len(changed)


def _stored(field: Any) -> Any:
    """The column as it lies in the database, past the field that would decrypt it."""
    quoted = f'"{field.model._meta.db_table}"."{field.column}"'
    return RawSQL(quoted, (), output_field=models.TextField())  # noqa: S611 — names from the models


def _batch(model: Any, encrypted: list[Any], indexes: list[Any], last: Any) -> list[dict[str, Any]]:
    rows = model._base_manager.order_by("pk").select_for_update()
    if last is not None:
        rows = rows.filter(pk__gt=last)
    stored = {f"stored_{f.attname}": _stored(f) for f in encrypted}
    names = [f.attname for f in indexes]
    return list(rows.annotate(**stored).values("pk", *stored, *names)[:BATCH])


def _refresh(model: Any, row: dict[str, Any], encrypted: list[Any], indexes: list[Any]) -> bool:
    """Rewrite what is not current in one row; whether anything was."""
    new: dict[str, Any] = {}
    plain: dict[str, str] = {}
    for field in encrypted:
        stored = row[f"stored_{field.attname}"]
        plain[field.attname] = keys.decrypt(stored, field.binding) if stored else ""
        if stored and not keys.is_current(stored):
            new[field.attname] = plain[field.attname]
    for field in indexes:
        if field.source in plain:
            index = field.index_of(plain[field.source])
            if index != row[field.attname]:
                new[field.attname] = index
    if new:
        # Logs refuse UPDATE; the same words under another key are not a change of the record.
        with unprotected(model):
            model._base_manager.filter(pk=row["pk"]).update(**new)
    return bool(new)


def rotate_second_factors() -> int:
    """The same for the secrets of authenticator apps, which allauth keeps in JSON."""
    authenticator = apps.get_model("mfa", "Authenticator")
    changed = 0
    for pk in authenticator.objects.values_list("pk", flat=True).order_by("pk"):
        with transaction.atomic():
            row = authenticator.objects.select_for_update().get(pk=pk)
            new = _rewritten(row.data)
            if new != row.data:
                row.data = new
                row.save(update_fields=["data"])
                changed += 1
    return changed


def _rewritten(value: Any) -> Any:
    """JSON in which every value under a known but older key is under the current one."""
    if isinstance(value, dict):
        return {k: _rewritten(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_rewritten(v) for v in value]
    if isinstance(value, str) and keys.has_key_name(value) and not keys.is_current(value):
        return keys.encrypt(keys.decrypt(value, keys.SECOND_FACTOR), keys.SECOND_FACTOR)
    return value
