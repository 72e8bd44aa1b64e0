from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.counters.rebuilding import rebuild, recountable
from core.counters.services import fold_all


class Command(BaseCommand):
    help = "Make the counters anew from rows and log (after a move in the tree, or to mend them)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kinds", nargs="*", help="all kinds unless named")

    def handle(self, *args: Any, kinds: list[str], **options: Any) -> None:
        if unknown := set(kinds) - set(recountable()):
            known = ", ".join(recountable())
            raise CommandError(f"no such kind: {', '.join(sorted(unknown))}; there are {known}")
        rebuild(kinds or None)
        self.stdout.write(f"rebuilt {', '.join(kinds or recountable())}; folded {fold_all()}")
