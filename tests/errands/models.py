"""Errands: taken, asked about, finished, checked by somebody else."""

from decimal import Decimal
from typing import Any

from django.db import models

from core.accounts import abilities
from core.accounts.abilities import Role
from core.accounts.permits import has
from core.workflow.models import WorkflowModel
from core.workflow.table import STAY, Hours, Refused, State, Transition, Workflow, WorkingDays

abilities.declare(
    {
        "errands.do": [Role.COMMUNITY_CLERK, Role.COMMUNITY_SECRETARY],
        "errands.check": [Role.COMMUNITY_CLERK, Role.STREET_CLERK],
    }
)


def has_a_cost(obj: "Errand", call: Any) -> None:
    if obj.cost <= 0:
        raise Refused("An errand needs a cost.", field="cost")


def keep_result(obj: "Errand", call: Any) -> dict[str, Any]:
    obj.result = call.data.get("result", "")
    return {"length": len(obj.result)}


def _go(name: str, sources: str, target: str, **more: Any) -> Transition:
    more.setdefault("permit", has("errands.do"))
    return Transition(name, sources.split(), target, label=name.title(), **more)


ERRAND = Workflow(
    kind="errand",
    initial="open",
    states=[
        State("open", "Open", limit=Hours(24)),
        State("working", "Working", limit=WorkingDays(3), resumes_clock=True),
        State("waiting", "Waiting", stops_clock=True),
        State("done", "Done", limit=WorkingDays(lambda errand: errand.days_to_check)),
        State("checked", "Checked"),
    ],
    transitions=[
        _go("take", "open", "working"),
        _go("ask", "working", "waiting", note_required=True),
        _go("answer", "waiting", "working"),
        _go("comment", "working", "working"),
        _go("remark", "working waiting", STAY),
        _go("finish", "working", "done", guards=[has_a_cost], effect=keep_result),
        _go(
            "check",
            "done",
            "checked",
            permit=has("errands.check"),
            different_person_from=["take", "finish"],
        ),
        _go("reopen", "done checked", "working", permit=has("errands.check")),
    ],
)


class Errand(WorkflowModel):
    """One errand with a cost in yuan."""

    workflow = ERRAND

    cost = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(10))
    colour = models.CharField(max_length=10, default="red")
    result = models.CharField(max_length=50, blank=True, default="")
    days_to_check = models.PositiveIntegerField(default=2)

    class Meta(WorkflowModel.Meta):
        pass

    def figures(self) -> dict[str, Decimal]:
        return {"yuan": self.cost}

    def facet(self) -> str:
        return self.colour
