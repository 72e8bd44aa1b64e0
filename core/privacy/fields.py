"""Encrypted columns and the blind index that finds them again."""

from typing import Any

from django.db import models


class EncryptedTextField(models.TextField):
    """Text that the database only ever sees encrypted (AES-256-GCM, key id in front)."""


class BlindIndexField(models.CharField):
    """A keyed hash of another field's normalised value: equality look-up without the value."""

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        self.source = source
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}
