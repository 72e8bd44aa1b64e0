"""Where a wish can stand, how long, who is expected to act, and what she is told."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.workflow.table import Hours, State, WorkingDays
from volunteers.wishes import limits

KIND = "wishes"
ON_WALL = ("published", "claimed", "contacted", "fulfilled", "closed")
BEFORE_WALL = ("submitted", "verifying", "returned")
OPEN = (*BEFORE_WALL, "published", "claimed", "contacted", "fulfilled")
ELSEWHERE = ("declined", "referred")  # with a reason and the next door
ENDED = (*ELSEWHERE, "closed", "withdrawn")

STATES = (
    State(
        "submitted",
        p("wish", "Submitted"),
        "info",
        limit=WorkingDays(limits.to_verify),
        resumes_clock=True,
        waits_for="staff",
        said=_("We have it. The community will look into it within a few working days."),
    ),
    State(
        "verifying",
        p("wish", "Being verified"),
        "info",
        limit=WorkingDays(limits.to_verify),
        keeps_clock=True,
        waits_for="staff",
        said=_("The community is looking into it and may call."),
    ),
    State(
        "returned",
        p("wish", "Needs a word"),
        "warn",
        stops_clock=True,
        waits_for="wisher",
        said=_("The community has a question. Please add what is missing and send it again."),
    ),
    State(
        "declined",
        p("wish", "Not taken up"),
        said=_("This cannot be taken up as a small wish. The reason and the next door are here."),
    ),
    State(
        "referred",
        p("wish", "Referred"),
        said=_("Another door is the right one for this. The reason and the way are here."),
    ),
    State(
        "published",
        p("wish", "Waiting for a helper"),
        "info",
        limit=Hours(limits.to_seek_partner),
        waits_for="volunteer",
        said=_("It is on the wall. Most wishes find somebody within a few days."),
    ),
    State(
        "claimed",
        p("wish", "Taken on"),
        "info",
        limit=Hours(limits.to_contact),
        waits_for="claimer",
        said=_("Somebody has taken it on and will be in touch within a week."),
    ),
    State(
        "contacted",
        p("wish", "In touch"),
        "info",
        limit=Hours(limits.to_fulfil),
        waits_for="claimer",
        said=_("The helper is in touch. It is on its way."),
    ),
    State(
        "fulfilled",
        p("wish", "Done, to be confirmed"),
        "warn",
        limit=Hours(limits.to_confirm),
        waits_for="wisher",
        said=_("The helper says it is done. Is it?"),
    ),
    State("closed", p("wish", "Come true"), "ok", said=_("The wish has come true.")),
    State("withdrawn", p("wish", "Withdrawn"), said=_("The wish was taken back.")),
)
