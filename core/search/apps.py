from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import pre_migrate

from core.search.functions import INSTALL


class SearchConfig(AppConfig):
    """Installs its SQL functions before the first migration that could need them."""

    name = "core.search"
    label = "search"

    def ready(self) -> None:
        pre_migrate.connect(_install, sender=self, dispatch_uid="search_functions")


def _install(using: str, plan: Any = None, **kwargs: Any) -> None:
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute(INSTALL)
