"""Counts a Pabulib election from a file. Needs no database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from projects.councils.tally import RULES, Election, PabulibError, read_pabulib, tally
from projects.councils.tally.pabulib.numbers import plain


class Command(BaseCommand):
    help = "Print the winners of an election in Pabulib format, one id a line, then the total."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.pb", type=Path)
        parser.add_argument(
            "--rule", required=True, choices=RULES, help="greedy is by votes; see voting-rules.md"
        )

    def handle(self, *args: Any, file: Path, rule: str, **options: Any) -> None:
        election = self._read(file)
        outcome = tally(election, rule)
        for winner in outcome.winners:
            self.stdout.write(winner)
        self.stdout.write(f"total {plain(outcome.cost)} of {plain(outcome.budget)}")

    def _read(self, file: Path) -> Election:
        try:
            return read_pabulib(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror or error}") from error
        except PabulibError as error:
            raise CommandError(f"{file}: {error}") from error
