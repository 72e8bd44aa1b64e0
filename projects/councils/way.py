"""The way of a council's matter for the timeline: what happened, when, and why if it was said."""

from typing import Any

from core.workflow.models import WorkflowModel
from core.workflow.queries import timeline


def way_of(obj: WorkflowModel) -> list[dict[str, Any]]:
    """Steps newest first. Reasons are for everybody: nothing here concerns one person alone."""
    return [
        {"title": step.said, "at": step.record.at, "note": step.record.note}
        for step in timeline(obj)
    ]
