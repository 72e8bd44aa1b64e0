from typing import Any

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Migrate; in the demo, load its data into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        self._demand_database()
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO and "load_demo" in get_commands() and not self._has_people():
            call_command("load_demo")

    def _demand_database(self) -> None:
        """Past the pool, which would only say that it waited in vain."""
        parameters = connection.get_connection_params()
        parameters.pop("pool", None)
        try:
            psycopg.connect(**parameters).close()
        except psycopg.OperationalError as error:
            raise CommandError(f"DATABASE_URL: {str(error).strip()}") from None

    def _has_people(self) -> bool:
        return get_user_model().objects.exists()
