"""The life of a residents' vote: prepared, open, counted, published."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.permits import has, nobody
from core.workflow.table import State, Transition, Workflow
from projects.councils.ballots import effects, guards

KIND = "ballot"
DRAFT, OPEN, COUNTING, COUNTED, PUBLISHED, CANCELLED = (
    "draft",
    "open",
    "counting",
    "counted",
    "published",
    "cancelled",
)
PUBLIC = (OPEN, COUNTING, COUNTED, PUBLISHED, CANCELLED)
runs = has("councils.run")

STATES = (
    State(
        DRAFT,
        p("ballot", "Being prepared"),
        waits_for="community",
        said=_("The ballot is being prepared."),
    ),
    State(
        OPEN,
        p("ballot", "Open"),
        "info",
        waits_for="residents",
        said=_("Residents of the community can vote now."),
    ),
    State(
        COUNTING,
        p("ballot", "Being counted"),
        "warn",
        waits_for="community",
        said=_("Voting is over. Votes on paper are entered twice, and everything is counted."),
    ),
    State(
        COUNTED,
        p("ballot", "Counted"),
        "info",
        waits_for="community",
        said=_("The votes are counted; the result is about to be published."),
    ),
    State(PUBLISHED, p("ballot", "Result published"), "ok", said=_("The result is here.")),
    State(
        CANCELLED,
        p("ballot", "Cancelled"),
        said=_("This vote does not count. The reason is here."),
    ),
)
BALLOT = Workflow(
    kind=KIND,
    initial=DRAFT,
    start="prepare",
    states=STATES,
    transitions=(
        Transition(
            "open",
            (DRAFT,),
            OPEN,
            runs,
            p("ballot", "Open the vote"),
            guards=(guards.has_items, guards.has_days, guards.projects_may_be_voted_on),
            effect=effects.open_it,
            kind="primary",
            said=_("The vote began"),
            confirm=_("From now on nothing of it can be changed."),
        ),
        Transition(
            "close",
            (OPEN,),
            COUNTING,
            runs,
            p("ballot", "End the vote and count"),
            guards=(guards.time_is_up,),
            effect=effects.close_it,
            kind="primary",
            said=_("The vote ended"),
        ),
        Transition(
            "finish_count",
            (COUNTING,),
            COUNTED,
            nobody,
            p("ballot", "Counted"),
            effect=effects.note_count,
            said=_("The votes were counted"),
        ),
        Transition(
            "count_again",
            (COUNTED,),
            COUNTING,
            runs,
            p("ballot", "Count again"),
            note_required=True,
            kind="quiet",
            said=_("The votes are counted again"),
        ),
        Transition(
            "publish",
            (COUNTED,),
            PUBLISHED,
            runs,
            p("ballot", "Publish the result"),
            guards=(guards.papers_are_all_in,),
            effect=effects.publish_it,
            kind="primary",
            said=_("The result was published"),
        ),
        Transition(
            "cancel",
            (DRAFT, OPEN, COUNTING, COUNTED),
            CANCELLED,
            runs,
            p("ballot", "Cancel the vote"),
            note_required=True,
            effect=effects.cancel_it,
            kind="danger",
            said=_("The vote was cancelled"),
        ),
    ),
)
