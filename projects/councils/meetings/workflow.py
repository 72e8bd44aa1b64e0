"""One evening of a council: called, in session, closed, minutes published."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.permits import has
from core.workflow.table import State, Transition, Workflow, WorkingDays
from projects.councils.meetings import effects, guards

KIND = "meeting"
runs = has("councils.run")

STATES = (
    State(
        "called",
        p("meeting", "Called"),
        "info",
        waits_for="council",
        said=_("The council is invited; the agenda is here."),
    ),
    State(
        "in_session",
        p("meeting", "In session"),
        "warn",
        waits_for="community",
        said=_("The council is meeting."),
    ),
    State(
        "closed",
        p("meeting", "Closed"),
        limit=WorkingDays(5),
        waits_for="community",
        said=_("The meeting is over; its minutes are being written."),
    ),
    State(
        "minutes_published",
        p("meeting", "Minutes published"),
        "ok",
        said=_("Everybody can read what was decided."),
    ),
    State(
        "cancelled",
        p("meeting", "Cancelled"),
        said=_("The meeting did not take place. The reason is here."),
    ),
)
MEETING = Workflow(
    kind=KIND,
    initial="called",
    start="call",
    states=STATES,
    transitions=(
        Transition(
            "open",
            ("called",),
            "in_session",
            runs,
            p("meeting", "Open the meeting"),
            guards=(guards.its_day_has_come, guards.has_agenda, guards.has_charter),
            effect=effects.open_it,
            kind="primary",
            said=_("The meeting was opened"),
        ),
        Transition(
            "close",
            ("in_session",),
            "closed",
            runs,
            p("meeting", "Close the meeting"),
            guards=(guards.nothing_is_open,),
            effect=effects.close_it,
            kind="primary",
            said=_("The meeting was closed"),
        ),
        Transition(
            "publish_minutes",
            ("closed",),
            "minutes_published",
            runs,
            p("meeting", "Publish the minutes"),
            guards=(guards.has_minutes,),
            effect=effects.publish_them,
            kind="primary",
            said=_("The minutes were published"),
        ),
        Transition(
            "cancel",
            ("called",),
            "cancelled",
            runs,
            p("meeting", "Cancel the meeting"),
            note_required=True,
            effect=effects.take_projects_off,
            kind="danger",
            said=_("The meeting was cancelled"),
        ),
    ),
)
