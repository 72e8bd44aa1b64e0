"""How first steps are counted anew from their rows (core.counters.rebuilding)."""

from core.counters.rebuilding import declare_recount
from projects.delivery import figures
from projects.delivery.models import MicroProject


def _counting(kind: str) -> None:
    rows = MicroProject.objects.order_by("pk").iterator(chunk_size=2000)
    figures.all_steps(rows, only=kind)


def _steps() -> None:
    _counting(figures.STEPS)


def _categories() -> None:
    _counting(figures.CATEGORIES)


def _sources() -> None:
    _counting(figures.SOURCES)


declare_recount(figures.STEPS, _steps)
declare_recount(figures.CATEGORIES, _categories)
declare_recount(figures.SOURCES, _sources)
