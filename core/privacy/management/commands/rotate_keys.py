"""Re-encrypt all personal data with the first key of LINLI_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from core.privacy.rotation import rotate, rotate_second_factors, tables


class Command(BaseCommand):
    help = (
        "Re-encrypt every encrypted column with the first key of LINLI_KEYS and recompute blind"
        " indexes with the first pepper of LINLI_PEPPERS. May be stopped and started again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for model, encrypted, indexes in tables():
            total = 0
            for changed in rotate(model, encrypted, indexes):
                total += changed
                self.stdout.write(f"{model._meta.label}: {total}", ending="\r")
            self.stdout.write(f"{model._meta.label}: {total} rewritten")
        self.stdout.write(f"second factors: {rotate_second_factors()} rewritten")
