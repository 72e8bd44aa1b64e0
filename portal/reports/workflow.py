"""The stages of a report run. Only the system moves it; a person may ask again after a failure."""

from django.utils.translation import gettext_lazy as _

from core.accounts.permits import has, nobody
from core.workflow.table import State, Transition, Workflow

QUEUED, RUNNING, DONE, FAILED = "queued", "running", "done", "failed"

REPORT = Workflow(
    kind="report",
    initial=QUEUED,
    start="request",
    states=[
        State(QUEUED, _("Waiting to be made"), tone="neutral", waits_for="system"),
        State(RUNNING, _("Being made"), tone="info", waits_for="system"),
        State(DONE, _("Ready"), tone="ok"),
        State(FAILED, _("Could not be made"), tone="red"),
    ],
    transitions=[
        Transition("begin", [QUEUED], RUNNING, nobody, _("Begin")),
        Transition("finish", [RUNNING], DONE, nobody, _("Finish")),
        Transition("fail", [RUNNING], FAILED, nobody, _("Give up")),
        Transition("requeue", [RUNNING], QUEUED, nobody, _("Begin anew")),
        Transition("retry", [FAILED], QUEUED, has("reports.request"), _("Try again")),
    ],
)
