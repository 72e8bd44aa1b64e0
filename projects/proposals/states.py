"""Where a proposal can stand, how long, who acts next, and what the proposer is told."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.workflow.table import State, WorkingDays
from projects.proposals import limits

KIND = "proposal"
OPEN = ("submitted", "screening", "returned")
ENDED = ("declined", "merged", "referred", "withdrawn")
# with public words, anybody may read and support it
SHOWN = (*OPEN, "shortlisted")
SUPPORTABLE = SHOWN

STATES = (
    State(
        "submitted",
        p("proposal", "Submitted"),
        "info",
        limit=WorkingDays(limits.to_screen),
        resumes_clock=True,
        waits_for="staff",
        said=_("We have it. The community looks into it within a few working days."),
    ),
    State(
        "screening",
        p("proposal", "Being screened"),
        "info",
        limit=WorkingDays(limits.to_screen),
        keeps_clock=True,
        waits_for="staff",
        said=_("The community checks whether it fits, and may come to have a look."),
    ),
    State(
        "returned",
        p("proposal", "Needs a word"),
        "warn",
        stops_clock=True,
        waits_for="proposer",
        said=_("The community has a question. Please add what is missing and send it again."),
    ),
    State(
        "shortlisted",
        p("proposal", "Shortlisted"),
        "ok",
        said=_("It is a project now. The residents' council talks about it next."),
    ),
    State(
        "declined",
        p("proposal", "Not taken up"),
        said=_("This cannot be a micro-project. The reason and the next door are here."),
    ),
    State(
        "merged",
        p("proposal", "Joined with another"),
        said=_("Somebody proposed the same. Both go on as one, and you count there too."),
    ),
    State(
        "referred",
        p("proposal", "Referred"),
        said=_("Another door is the right one for this. The reason and the way are here."),
    ),
    State(
        "withdrawn",
        p("proposal", "Withdrawn"),
        said=_("You took it back. You can always make a new one."),
    ),
)
