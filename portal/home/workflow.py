"""Two short lives: a call somebody asked for, and a word to the district that runs the portal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.permits import has
from core.workflow.table import State, Transition, Workflow, WorkingDays

CALL_BACK = Workflow(
    kind="call_backs",
    start="ask",
    initial="waiting",
    states=(
        State(
            "waiting",
            p("call-back", "Waiting for our call"),
            "warn",
            limit=WorkingDays(1),
            waits_for="staff",
            said=_("We will call within one working day."),
        ),
        State("called", p("call-back", "Called"), "info", waits_for="staff", said=_("We called.")),
        State("done", p("call-back", "Helped"), "ok", said=_("Done. Call us again any time.")),
    ),
    transitions=(
        Transition(
            "call",
            ("waiting",),
            "called",
            has("callbacks.handle"),
            p("call-back", "I have called"),
            kind="primary",
            said=_("We called"),
        ),
        Transition(
            "no_answer",
            ("waiting",),
            "waiting",
            has("callbacks.handle"),
            p("call-back", "Nobody answered"),
            kind="quiet",
            said=_("We called, nobody answered"),
        ),
        Transition(
            "finish",
            ("called",),
            "done",
            has("callbacks.handle"),
            p("call-back", "The matter is settled"),
            note_required=True,
            kind="primary",
            said=_("Settled"),
        ),
    ),
)

FEEDBACK = Workflow(
    kind="feedback",
    start="send",
    initial="received",
    states=(
        State(
            "received",
            p("feedback", "Received"),
            "info",
            limit=WorkingDays(5),
            waits_for="staff",
            said=_("The district reads it and answers within five working days."),
        ),
        State("answered", p("feedback", "Answered"), "ok", said=_("The district has answered.")),
        State("set_aside", p("feedback", "Set aside"), said=_("Nothing to be done; see why.")),
    ),
    transitions=(
        Transition(
            "answer",
            ("received",),
            "answered",
            has("feedback.handle"),
            p("feedback", "Write down the answer"),
            note_required=True,
            kind="primary",
            said=_("Answered"),
        ),
        Transition(
            "set_aside",
            ("received",),
            "set_aside",
            has("feedback.handle"),
            p("feedback", "Set aside, with the reason"),
            note_required=True,
            kind="quiet",
            said=_("Set aside"),
        ),
    ),
)
