from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.areas.csv_lines import BadLine
from core.areas.services import import_divisions


class Command(BaseCommand):
    help = "Bring the tree of divisions in line with a CSV file: code,name,level,parent_code"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            done = import_divisions(file)
        except (BadLine, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{done.read} lines: {done.created} created, {done.renamed} renamed, "
            f"{done.moved} moved, {done.rescoped} rows rescoped"
        )
