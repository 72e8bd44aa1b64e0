from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.areas.boundaries import BadBoundary, import_boundaries


class Command(BaseCommand):
    help = "Set the boundaries of areas from a GeoJSON FeatureCollection (properties.code)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            done = import_boundaries(file)
        except (BadBoundary, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{done} boundaries set")
