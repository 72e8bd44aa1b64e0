"""What follows from time and the calendar rather than from a person."""

from django.db import transaction

from core.workflow import clock
from core.workflow.registry import workflow_models


@transaction.atomic
def recompute_due_dates() -> int:
    """Set every running working-day limit anew after the calendar changed; returns how many moved.

    Two queries a kind plus one per 500 rows that really moved.
    """
    moved = 0
    for model in workflow_models():
        running = model._base_manager.select_for_update().filter(
            clock_unit=clock.WORKING_DAYS, due_at__isnull=False, clock_started_at__isnull=False
        )
        changed = []
        for obj in running.only("pk", "due_at", "clock_amount", "clock_started_at").iterator():
            begun = obj.clock_started_at
            due = begun and clock.due(clock.WORKING_DAYS, obj.clock_amount or 0, begun)
            if due != obj.due_at:
                obj.due_at = due
                changed.append(obj)
        model._base_manager.bulk_update(changed, ["due_at"], batch_size=500)
        moved += len(changed)
    return moved
