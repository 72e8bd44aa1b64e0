from importlib import import_module

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"

    def ready(self) -> None:
        # abilities, notices and retention must be declared before the first request, and need
        # the models
        for module in ("rules", "consents", "retention", "crossing"):
            import_module(f"portal.home.{module}")
