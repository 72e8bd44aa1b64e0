"""The life of a proposal: the one table of its steps (DOMAIN 1.3, rows 1 and 2)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.permits import nobody
from core.workflow.table import STAY, Transition, Workflow
from projects.proposals import effects, guards
from projects.proposals.permits import screens, speaks_for_it
from projects.proposals.states import KIND, OPEN, STATES

# whoever proposed does not decide about it (DOMAIN 1.6)
PROPOSED = ("submit",)

DECIDING = (
    Transition(
        "take_up",
        ("submitted",),
        "screening",
        screens,
        p("proposal", "Look into it"),
        effect=effects.take_up,
        kind="primary",
        said=_("The community is looking into it"),
    ),
    Transition(
        "shortlist",
        ("screening",),
        "shortlisted",
        screens,
        p("proposal", "Shortlist"),
        guards=(
            guards.not_the_author,
            guards.list_is_cleared,
            guards.kind_is_known,
            guards.not_funded_elsewhere,
            guards.public_words,
            guards.project_can_be_joined,
        ),
        effect=effects.shortlist,
        form="projects.proposals.step_forms.ShortlistForm",
        different_person_from=PROPOSED,
        kind="primary",
        said=_("It is shortlisted and a project now"),
    ),
    Transition(
        "send_back",
        ("screening",),
        "returned",
        screens,
        p("proposal", "Ask for more"),
        effect=effects.send_back,
        note_required=True,
        said=_("The community has a question"),
    ),
    Transition(
        "resubmit",
        ("returned",),
        "submitted",
        speaks_for_it,
        p("proposal", "Send it again"),
        effect=effects.resubmit,
        kind="primary",
        said=_("It was sent again"),
    ),
    Transition(
        "merge",
        ("submitted", "screening"),
        "merged",
        screens,
        p("proposal", "Join it with another"),
        guards=(guards.not_the_author, guards.other_proposal_is_known),
        effect=effects.merge,
        form="projects.proposals.step_forms.MergeForm",
        different_person_from=PROPOSED,
        said=_("It was joined with the same proposal of somebody else"),
    ),
    Transition(
        "absorb",
        (*OPEN, "shortlisted"),
        STAY,
        nobody,
        p("proposal", "Take another in"),
        effect=effects.absorb,
        said=_("Another proposal for the same was joined with it"),
    ),
    Transition(
        "refer",
        ("submitted", "screening"),
        "referred",
        screens,
        p("proposal", "Refer to another door"),
        guards=(guards.not_the_author, guards.door_takes_referrals),
        effect=effects.refer,
        note_required=True,
        form="projects.proposals.step_forms.ReferForm",
        different_person_from=PROPOSED,
        said=_("It was referred to another door"),
    ),
    Transition(
        "decline",
        ("screening",),
        "declined",
        screens,
        p("proposal", "Decline kindly"),
        guards=(guards.not_the_author, guards.next_door_is_known),
        effect=effects.end_elsewhere,
        note_required=True,
        form="projects.proposals.step_forms.DeclineForm",
        different_person_from=PROPOSED,
        kind="danger",
        said=_("It could not be taken up"),
    ),
    Transition(
        "withdraw",
        OPEN,
        "withdrawn",
        speaks_for_it,
        p("proposal", "Take it back"),
        effect=effects.withdraw,
        kind="danger",
        said=_("It was taken back"),
        confirm=_("You need give no reason. You can always make a new proposal."),
    ),
)

PROPOSAL = Workflow(KIND, "submitted", STATES, DECIDING)
