"""How a council is elected: committee, candidates, the day itself, the result notice."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.permits import has
from core.workflow.table import State, Transition, Workflow
from projects.councils.elections import effects, guards

KIND = "council_election"
runs = has("councils.run")

STATES = (
    State(
        "preparing",
        p("council election", "Committee at work"),
        "info",
        waits_for="committee",
        said=_("An election committee prepares the election."),
    ),
    State(
        "candidates",
        p("council election", "Candidates named"),
        "info",
        waits_for="committee",
        said=_("The candidates are named. Residents elect on the day given here."),
    ),
    State(
        "result_notice",
        p("council election", "Result on notice"),
        "warn",
        waits_for="everybody",
        said=_("The result is on notice. Whoever sees something wrong can say so."),
    ),
    State(
        "concluded",
        p("council election", "Concluded"),
        "ok",
        said=_("The election is concluded; those elected are in office."),
    ),
    State(
        "annulled",
        p("council election", "Annulled"),
        said=_("The election does not count. The reason is here."),
    ),
)
COUNCIL_ELECTION = Workflow(
    kind=KIND,
    initial="preparing",
    start="form_committee",
    states=STATES,
    transitions=(
        Transition(
            "name_candidates",
            ("preparing",),
            "candidates",
            runs,
            p("council election", "Name the candidates"),
            guards=(guards.has_committee, guards.has_candidates),
            kind="primary",
            said=_("The candidates were named"),
        ),
        Transition(
            "publish_result",
            ("candidates",),
            "result_notice",
            runs,
            p("council election", "Publish the result"),
            guards=(guards.has_been_held, guards.is_counted),
            effect=effects.begin_notice,
            kind="primary",
            said=_("The result notice began"),
        ),
        Transition(
            "conclude",
            ("result_notice",),
            "concluded",
            runs,
            p("council election", "Conclude"),
            guards=(guards.notice_is_over, guards.term_is_to_come),
            effect=effects.seat_the_elected,
            kind="primary",
            said=_("Those elected took office"),
        ),
        Transition(
            "annul",
            ("preparing", "candidates", "result_notice"),
            "annulled",
            runs,
            p("council election", "Annul"),
            note_required=True,
            kind="danger",
            said=_("The election was annulled"),
        ),
    ),
)
