from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

WINGS = ("core", "centres", "volunteers", "projects", "portal")


class NoticesConfig(AppConfig):
    name = "core.notices"
    label = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Find every room's declarations. Here, because they need all models loaded."""
        import_module("core.notices.rules")
        import_module("core.notices.checks")
        import_module("core.notices.own_kinds")
        import_module("core.notices.personal_data")
        for app in apps.get_app_configs():
            if app.name.partition(".")[0] in WINGS and app.name != self.name:
                _declarations_in(app.name)


def _declarations_in(package: str) -> None:
    """Import `reminders` and `notices` of an app and of each room that is a folder in it."""
    found = find_spec(package)
    if found is None:
        return
    for module in iter_modules(found.submodule_search_locations):
        if module.name in ("reminders", "notices"):
            import_module(f"{package}.{module.name}")
        elif module.ispkg and module.name not in ("migrations", "management"):
            for leaf in ("reminders", "notices"):
                if find_spec(f"{package}.{module.name}.{leaf}"):
                    import_module(f"{package}.{module.name}.{leaf}")
