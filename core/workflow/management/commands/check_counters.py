from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from core.counters.rebuilding import differing, recountable
from core.workflow.recounting import differences
from core.workflow.registry import workflow_models


class Command(BaseCommand):
    help = "Recount every figure from the rows and the log, and name any difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-snapshot",
            dest="snapshot",
            action="store_false",
            help="inside a transaction that has already begun",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if options["snapshot"]:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            found = [line for model in workflow_models() for line in differences(model)]
            by_engine = {model.workflow.kind for model in workflow_models()}
            rest = [kind for kind in recountable() if kind not in by_engine]
            found += [line for kind in rest for line in differing(kind)]
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} figures differ")
        self.stdout.write("all figures agree with their rows")
