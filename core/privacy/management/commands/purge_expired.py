"""Erase personal data whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand

from core.privacy.retention import purge, rules


class Command(BaseCommand):
    help = "Erase personal data that has been kept as long as its rule allows."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--list", action="store_true", help="only list the rules")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for rule in rules():
                self.stdout.write(f"{rule.purpose}  {rule.model}  {rule.keep_days} d  {rule.why}")
            return
        for report in purge():
            self.stdout.write(f"{report.purpose}: {report.erased} {report.error}".rstrip())
