from typing import Any

from django.core.management.base import BaseCommand

from core.counters.services import fold_all


class Command(BaseCommand):
    help = "Fold the unfolded deltas into the totals now (Celery does it every minute)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"folded {fold_all()} deltas")
