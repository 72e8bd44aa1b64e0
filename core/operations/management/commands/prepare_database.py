import gc
from typing import Any

import psycopg
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Migrate, with a plain word where the database cannot be reached."

    def handle(self, *args: Any, **options: Any) -> None:
        self._demand_database()
        # The models of each past state are one heap of cycles, of which nothing can be freed while
        # it grows: looking seldom takes a quarter off the time and adds 80 MB to the memory.
        gc.set_threshold(200_000, 50, 100)
        call_command("migrate", interactive=False, verbosity=0)

    def _demand_database(self) -> None:
        """Past the pool, which would only say that it waited in vain."""
        parameters = connection.get_connection_params()
        parameters.pop("pool", None)
        try:
            psycopg.connect(**parameters).close()
        except psycopg.OperationalError as error:
            raise CommandError(f"DATABASE_URL: {str(error).strip()}") from None
