"""What the API of calls and proposals takes and gives, for validation and for the schema."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from core.privacy.masking import mask_name, mask_phone
from core.workflow.engine import available
from projects.delivery.amounts import HIGHEST_COST
from projects.delivery.kinds import Category, ProjectKind, Source
from projects.proposals.calls import CallForProposals
from projects.proposals.kinds import Agreed, Exclusion, NextDoor, Voting
from projects.proposals.models import Proposal
from projects.proposals.rules import reads_own_words
from projects.proposals.workflow import PROPOSAL

STATUSES = [(state.name, state.label) for state in PROPOSAL.states]
STEPS = [arrow.name for arrow in PROPOSAL.transitions]
PHASES = [("coming", "coming"), ("open", "open"), ("over", "over")]


class CallItem(serializers.Serializer):
    """One call for proposals."""

    code = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    area = serializers.CharField(help_text="Division code.")
    area_name = serializers.CharField()
    phase = serializers.ChoiceField(PHASES)
    opens_on = serializers.DateField()
    closes_on = serializers.DateField(allow_null=True, help_text="Null if open all year.")
    kinds = serializers.ListField(child=serializers.ChoiceField(ProjectKind.choices))
    categories = serializers.ListField(child=serializers.ChoiceField(Category.choices))
    budget = serializers.DecimalField(14, 2, allow_null=True, help_text="Yuan, about.")
    voting = serializers.ChoiceField(Voting.choices)


class ProposalItem(serializers.Serializer):
    """A proposal in its public words."""

    code = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    text = serializers.CharField(allow_blank=True)
    community = serializers.CharField(help_text="Division code.")
    community_name = serializers.CharField()
    place = serializers.CharField(
        allow_blank=True, help_text="The proposer's own words: for staff and the proposer only."
    )
    status = serializers.ChoiceField(STATUSES)
    kind = serializers.ChoiceField(ProjectKind.choices, allow_blank=True)
    category = serializers.ChoiceField(Category.choices, allow_blank=True)
    source = serializers.ChoiceField(  # type: ignore[assignment]  # our name for it
        Source.choices
    )
    supporters = serializers.IntegerField(
        help_text="People behind it, authors included; each person counts once."
    )
    public_since = serializers.DateTimeField(allow_null=True)
    project = serializers.CharField(allow_null=True, help_text="Number of its project.")
    call = serializers.CharField(allow_null=True, help_text="Number of the call it answers.")
    own_title = serializers.CharField(required=False, help_text="For staff and the proposer only.")
    due_at = serializers.DateTimeField(required=False, allow_null=True)


class ProposalDetail(ProposalItem):
    """A proposal, with more for whom it concerns. Personal data is always masked."""

    available = serializers.ListField(
        child=serializers.ChoiceField(STEPS), help_text="Transitions open to you."
    )
    next_door = serializers.ChoiceField(NextDoor.choices, allow_blank=True)
    merged_into = serializers.CharField(allow_null=True)
    own_text = serializers.CharField(required=False, allow_blank=True)
    beneficiaries = serializers.CharField(required=False, allow_blank=True)
    rough_cost = serializers.DecimalField(14, 2, required=False, allow_null=True)
    contact_name = serializers.CharField(required=False, allow_blank=True, help_text="Masked.")
    contact_phone = serializers.CharField(required=False, allow_blank=True, help_text="Masked.")


class NewProposal(serializers.Serializer):
    """A proposal to be made. Without an account name and phone are needed."""

    text = serializers.CharField(min_length=4, max_length=2000)
    title = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    community = serializers.CharField(max_length=18, help_text="Division code.")
    call = serializers.CharField(max_length=24, required=False, allow_blank=True, default="")
    place = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    longitude = serializers.FloatField(
        min_value=-180, max_value=180, required=False, allow_null=True, default=None
    )
    latitude = serializers.FloatField(
        min_value=-90, max_value=90, required=False, allow_null=True, default=None
    )
    beneficiaries = serializers.CharField(
        max_length=200, required=False, allow_blank=True, default=""
    )
    rough_cost = serializers.DecimalField(
        14,
        2,
        min_value=Decimal(0),
        max_value=HIGHEST_COST,
        required=False,
        allow_null=True,
        default=None,
        help_text="Yuan; a guess is fine.",
    )
    contact_name = serializers.CharField(max_length=60, allow_blank=True, default="")
    contact_phone = serializers.CharField(max_length=40, allow_blank=True, default="")
    may_go_on = serializers.BooleanField(
        default=False, help_text="It may be referred to where it belongs without another call."
    )


class ProposalMade(serializers.Serializer):
    """The number to name it by, and the code to follow it with. Shown once."""

    code = serializers.CharField()
    tracking_code = serializers.CharField()
    status = serializers.ChoiceField(STATUSES)
    due_at = serializers.DateTimeField(allow_null=True)


class Supported(serializers.Serializer):
    """That you stand behind it; asked again, nothing is added."""

    code = serializers.CharField(help_text="Of the proposal it went on in, if it was joined.")
    supporters = serializers.IntegerField()
    new = serializers.BooleanField()


class ProposalStep(serializers.Serializer):
    """What transitions take; each uses what it needs and ignores the rest."""

    note = serializers.CharField(
        max_length=2000, required=False, help_text="Required by send_back, decline and refer."
    )
    public_title = serializers.CharField(max_length=60, required=False, help_text="shortlist")
    place = serializers.CharField(max_length=120, required=False, help_text="shortlist")
    public_text = serializers.CharField(max_length=600, required=False, help_text="shortlist")
    cleared = serializers.CharField(
        required=False,
        help_text="shortlist: lines of the exclusion list that do not apply, with commas"
        f" between; all of {', '.join(Exclusion.values)}",
    )
    kind = serializers.ChoiceField(ProjectKind.choices, required=False, help_text="shortlist")
    category = serializers.ChoiceField(Category.choices, required=False, help_text="shortlist")
    budget = serializers.DecimalField(
        14, 2, min_value=Decimal(1), required=False, help_text="shortlist: yuan"
    )
    funded_elsewhere = serializers.ChoiceField(["no", "yes"], required=False, help_text="shortlist")
    join = serializers.CharField(
        max_length=24, required=False, help_text="shortlist: number of a project to join"
    )
    into = serializers.CharField(
        max_length=24, required=False, help_text="merge: number of the other proposal"
    )
    exclusion = serializers.ChoiceField(Exclusion.choices, required=False, help_text="decline")
    next_door = serializers.ChoiceField(
        NextDoor.choices, required=False, help_text="decline, refer"
    )
    agreed = serializers.ChoiceField(
        Agreed.choices, required=False, help_text="refer: how the proposer agreed to it"
    )
    wish_kind = serializers.CharField(
        max_length=20, required=False, help_text="refer to a wish, once agreed: its kind"
    )


def call_item(call: CallForProposals) -> dict[str, Any]:
    """One call as everybody may read it."""
    return {
        **{name: getattr(call, name) for name in ("code", "title", "text", "phase", "opens_on")},
        **{name: getattr(call, name) for name in ("closes_on", "kinds", "categories")},
        "budget": call.budget,
        "voting": call.voting,
        "area": call.area.code,
        "area_name": call.area.name,
    }


def item(proposal: Proposal, user: Any) -> dict[str, Any]:
    """One row for this person: public words, and the own words for whom they are."""
    community = proposal.area.community or proposal.area
    own = reads_own_words(user, proposal)
    shown: dict[str, Any] = {
        "code": proposal.code,
        "title": proposal.public_title or (proposal.title if own else ""),
        "text": proposal.public_text,
        "community": community.code,
        "community_name": community.name,
        "place": proposal.place if own else "",
        "status": proposal.status,
        "kind": proposal.kind,
        "category": proposal.category,
        "source": proposal.source,
        "supporters": proposal.support,  # type: ignore[attr-defined]
        "public_since": proposal.public_since,
        "project": proposal.project.code if proposal.project else None,
        "call": proposal.call.code if proposal.call else None,
    }
    if own:
        shown |= {"own_title": proposal.title, "due_at": proposal.due_at}
    return shown


def detail(proposal: Proposal, user: Any) -> dict[str, Any]:
    """One proposal for this person."""
    shown = item(proposal, user) | {
        "available": [arrow.name for arrow in available(proposal, user)] if user.pk else [],
        "next_door": proposal.next_door,
        "merged_into": proposal.merged_into.code if proposal.merged_into else None,
    }
    if reads_own_words(user, proposal):
        shown |= {
            "own_text": proposal.text,
            "beneficiaries": proposal.beneficiaries,
            "rough_cost": proposal.rough_cost,
            "contact_name": mask_name(proposal.contact_name),
            "contact_phone": mask_phone(proposal.contact_phone),
        }
    return shown
