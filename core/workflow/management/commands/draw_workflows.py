from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from core.workflow.drawing import page
from core.workflow.registry import workflow_models


class Command(BaseCommand):
    help = "Write the state diagram and tables of every workflow into docs/workflows/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if a page is out of date")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "workflows"
        folder.mkdir(parents=True, exist_ok=True)
        stale = []
        for model in workflow_models():
            path = folder / f"{model.workflow.kind}.md"
            with override("en"):
                text = page(model.workflow)
            if path.exists() and path.read_text() == text:
                continue
            stale.append(path.name)
            if not check:
                path.write_text(text)
                self.stdout.write(f"wrote {path.relative_to(settings.BASE_DIR)}")
        if check and stale:
            raise CommandError(f"out of date: {', '.join(stale)}; run manage.py draw_workflows")
