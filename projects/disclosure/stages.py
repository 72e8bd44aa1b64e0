"""The many states of a project as a few stages, in words a passer-by understands."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as p

from projects.delivery.states import BEFORE_VOTE, STATES


@dataclass(frozen=True)
class Stage:
    """One stage of the way; `number` counts from 1, 0 stands beside the way."""

    name: str
    label: Promise | str
    states: tuple[str, ...]
    number: int = 0


DECIDE = Stage("decide", p("stage", "Residents decide"), (*BEFORE_VOTE, "vote_passed"), 1)
NOTICE = Stage(
    "notice",
    p("stage", "Notice and approval"),
    ("public_notice", "objected", "notice_passed", "street_review", "returned"),
    2,
)
WORK = Stage(
    "work",
    p("stage", "Being done"),
    ("approved", "procurement", "contracted", "in_progress", "suspended", "change_pending"),
    3,
)
CHECK = Stage(
    "check",
    p("stage", "Checked and paid"),
    ("acceptance_pending", "rectifying", "accepted", "settlement", "settled", "evaluating"),
    4,
)
DONE = Stage("done", p("stage", "Done"), ("closed",), 5)
STOPPED = Stage("stopped", p("stage", "Not carried out"), ("rejected", "withdrawn", "terminated"))

WAY = (DECIDE, NOTICE, WORK, CHECK, DONE)
ALL = (*WAY, STOPPED)
BY_NAME = {stage.name: stage for stage in ALL}
OF_STATE = {state: stage for stage in ALL for state in stage.states}
IN_NOTICE = ("public_notice", "objected")

if missing := {state.name for state in STATES} - set(OF_STATE):
    raise ValueError(f"states without a stage: {sorted(missing)}")
