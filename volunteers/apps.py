from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"
    verbose_name = _("Volunteers")

    def ready(self) -> None:
        # what the rooms declare (abilities, notices) must stand before the first request;
        # imported here because it needs the models
        for module in (
            "volunteers.housekeepers.rules",
            "volunteers.housekeepers.personal_data",
            "volunteers.wishes.rules",
            "volunteers.wishes.retention",
            "volunteers.wishes.recounts",
            "volunteers.wishes.referred",
        ):
            import_module(module)
