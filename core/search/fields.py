"""Columns that are derived from text for finding it."""

from typing import Any

from django.db import models

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
