"""Reading the log."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.table import State


@dataclass(frozen=True)
class Step:
    """One line of the parcel-style timeline, in plain words."""

    record: TransitionRecord
    said: str | Promise
    state: State
    now: bool


def records_of(obj: WorkflowModel) -> Iterable[TransitionRecord]:
    """The moves of one object, newest first."""
    log = TransitionRecord.objects.filter(kind=obj.workflow.kind, object_id=obj.pk)
    return log.select_related("area").order_by("-id")


def _as_title(state: State) -> str:
    """What a state says, where it stands as a line of its own as steps do: without a full stop."""
    return str(state.said).rstrip("。.") or str(state.label)


def timeline(obj: WorkflowModel) -> list[Step]:
    """The object's way so far, newest first. Two queries at most, however long it is."""
    steps = []
    for index, record in enumerate(records_of(obj)):
        arrow = obj.workflow.by_name.get(record.name)
        state = obj.workflow.by_state[record.to_state]
        said = (arrow.said or arrow.label) if arrow else _as_title(state)
        steps.append(Step(record, said, state, now=index == 0))
    return steps
