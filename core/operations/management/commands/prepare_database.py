from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate; in the demo, load its data into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO and "load_demo" in get_commands() and not self._has_people():
            call_command("load_demo")

    def _has_people(self) -> bool:
        return get_user_model().objects.exists()
