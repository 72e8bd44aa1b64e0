from typing import Any

from django.core.management.base import BaseCommand, CommandError

from projects.funding.verifying import verify_all


class Command(BaseCommand):
    help = "Recompute every hash, balance and seal of the ledger, and name what does not fit."

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify_all()
        for fault in found.faults:
            self.stderr.write(str(fault))
        if not found.is_sound:
            raise CommandError(f"{len(found.faults)} faults in {found.entries} entries")
        self.stdout.write(
            f"{found.entries} entries in {found.books} books and {found.seals} seals are sound"
        )
