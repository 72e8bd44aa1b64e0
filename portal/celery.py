"""The Celery application; rooms keep their tasks in `tasks.py`."""

import os
from importlib.util import find_spec
from pkgutil import iter_modules

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
WINGS = ("core", "centres", "volunteers", "projects", "portal")


def rooms() -> list[str]:
    """Every room of every wing, as a package name."""
    return [
        f"{wing}.{room.name}"
        for wing in WINGS
        for room in iter_modules(getattr(find_spec(wing), "submodule_search_locations", None))
        if room.ispkg
    ]


app = Celery("linli", task_cls="core.operations.enqueue:PatientTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(rooms)
