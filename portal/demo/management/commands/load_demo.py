from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.demo.services import is_empty, load


class Command(BaseCommand):
    help = "Fill an empty database with the invented 云澜区 and two years of wishes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="say so and leave when there is data already"
        )

    def handle(self, *args: Any, if_empty: bool = False, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("These settings are not the demo's; nothing was loaded.")
        if not is_empty():
            if if_empty:
                self.stdout.write("There is data already; nothing was loaded.")
                return
            raise CommandError("The database is not empty; nothing was loaded.")
        self.stdout.write(f"loaded {load()} wishes")
