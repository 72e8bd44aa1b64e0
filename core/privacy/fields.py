"""Encrypted columns and the blind index that finds them again."""

import unicodedata
from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models
from django.db.models.signals import pre_save

from core.privacy import keys
from core.privacy.phones import normalise_phone

LONGEST = 10_000


class EncryptedTextField(models.TextField):
    """Text that the database only ever sees encrypted (AES-256-GCM, key id in front).

    The value is bound to its table and column: copied elsewhere it cannot be read. A rename
    of either must pass the old `table.column` as `bound_to`. The empty text is stored empty.
    NUL characters are dropped. Only `isnull` may be looked up; find rows by a BlindIndexField.
    """

    def __init__(self, *args: Any, bound_to: str = "", **kwargs: Any) -> None:
        self.bound_to = bound_to
        super().__init__(*args, **kwargs)
        self.validators.extend(
            [MaxLengthValidator(self.max_length or LONGEST), ProhibitNullCharactersValidator()]
        )

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "bound_to": self.bound_to} if self.bound_to else kwargs

    @property
    def binding(self) -> str:
        return self.bound_to or f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        if text is None or hasattr(text, "resolve_expression"):
            return text
        text = text.replace("\0", "")
        return keys.encrypt(text, self.binding) if text else ""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return keys.decrypt(value, self.binding) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(
            f"{self.model.__name__}.{self.name} is encrypted: it cannot be looked up by"
            f" {lookup_name!r}. Compare a BlindIndexField with blind_index(value, purpose)."
        )

    def get_transform(self, lookup_name: str) -> Any:
        return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


NORMALISE: dict[str, Callable[[str], str]] = {"phone": normalise_phone}


def blind_index(value: str, purpose: str = "phone") -> str:
    """The keyed hash under which this value is found; empty for an empty value.

    The purpose names the sort of value ("phone", "name"), so that the same phone has the
    same index in every table, and a phone never collides with another sort of value.
    """
    indexes = blind_indexes(value, purpose)
    return indexes[0] if indexes else ""


def blind_indexes(value: str, purpose: str = "phone") -> list[str]:
    """Its index under every pepper, for `__in` look-ups while a pepper is being rotated."""
    plain = NORMALISE.get(purpose, _plain)(value.replace("\0", ""))
    return keys.digests(plain, purpose) if plain else []


class BlindIndexField(models.CharField):
    """A keyed hash of another field's normalised value: equality look-up without the value.

    Filled whenever the row is saved or bulk-created. `save(update_fields=…)` must name it
    together with its source; `bulk_update` and `update` do not fill it.
    """

    def __init__(self, *args: Any, source: str = "", purpose: str = "phone", **kwargs: Any) -> None:
        self.source = source
        self.purpose = purpose
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.purpose != "phone":
            kwargs["purpose"] = self.purpose
        return name, path, args, {**kwargs, "source": self.source}

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            pre_save.connect(self._refuse_half_a_save, sender=cls)

    def _refuse_half_a_save(self, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
        if update_fields and self.source in update_fields and self.name not in update_fields:
            raise ValueError(f"update_fields names {self.source!r}: add {self.name!r}")

    def index_of(self, plain: str | None) -> str | None:
        """The index of a source value: null (or empty, if null is not allowed) for none."""
        return blind_index(plain or "", self.purpose) or (None if self.null else "")

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        value = self.index_of(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, value)
        return value
