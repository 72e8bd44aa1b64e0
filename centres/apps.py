from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "centres"

    def ready(self) -> None:
        # Abilities must be known before the first question about them; models load earlier.
        from centres.directory import rules  # noqa: F401
