from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.areas.calendar_services import load_calendar
from core.areas.csv_lines import BadLine


class Command(BaseCommand):
    help = "Load holidays and make-up working days from a CSV file: date,kind,festival"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            days = load_calendar(file)
        except (BadLine, OSError) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{days} days loaded")
