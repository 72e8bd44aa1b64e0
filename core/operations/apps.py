"""Operations: request ids, logs, metrics, limits, signs of life."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "core.operations"
    label = "operations"

    def ready(self) -> None:
        # Registers checks and signal receivers; they need the app registry.
        from core.operations import checks, heartbeat  # noqa: F401
