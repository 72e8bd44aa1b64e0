from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Micro-projects")

    def ready(self) -> None:
        # what the rooms declare (abilities, notices) must stand before the first request;
        # imported here because it needs the models
        for module in (
            "projects.funding.rules",
            "projects.funding.recounts",
            "projects.delivery.rules",
            "projects.delivery.after_notices",
            "projects.delivery.personal_data",
            "projects.delivery.after_personal_data",
            "projects.delivery.recounts",
            "projects.delivery.trigram_checks",
            "projects.delivery.after_recounts",
            "projects.delivery.after_metrics",
            "projects.delivery.after_reminders",
            "projects.councils.notices",
            "projects.councils.personal_data",
            "projects.proposals.rules",
            "projects.proposals.photos",
            "projects.proposals.retention",
            "projects.proposals.recounts",
            "projects.disclosure.consents",
            "projects.disclosure.retention",
        ):
            import_module(module)
