"""Finding what rooms declare: importing `<wing>/<room>/<furniture>.py` wherever it exists."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings


def wings() -> list[str]:
    """Our own top-level packages, in the order their apps are installed."""
    found = {}
    for config in apps.get_app_configs():
        path = Path(config.path)
        if path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts:
            found[config.name.partition(".")[0]] = True
    return list(found)


@cache
def import_rooms(furniture: str) -> None:
    """Import that piece of furniture of every room, once per process."""
    for wing in wings():
        for module in iter_modules(import_module(wing).__path__):
            name = f"{wing}.{module.name}.{furniture}"
            if module.ispkg and find_spec(name):
                import_module(name)
