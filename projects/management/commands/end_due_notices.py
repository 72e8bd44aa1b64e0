"""End public notices whose time is over: what the background does every quarter of an hour."""

from typing import Any

from django.core.management.base import BaseCommand

from projects.delivery.services.objecting import end_due_notices


class Command(BaseCommand):
    help = "End the public notices of micro-projects whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"ended {end_due_notices()}")
