"""What the API of wishes takes and gives, for validation and for the schema."""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from core.accounts.models import User
from core.privacy.masking import mask_address, mask_name, mask_phone
from core.workflow.engine import available
from volunteers.wishes.kinds import (
    AgeBand,
    ConsentBasis,
    ContactMode,
    NextDoor,
    SpokenFor,
    WishKind,
)
from volunteers.wishes.marks import HARD_LIMIT
from volunteers.wishes.models import MOST_SEATS, MicroWish
from volunteers.wishes.rules import reads_own_words
from volunteers.wishes.workflow import WISH

STATUSES = [(state.name, state.label) for state in WISH.states]
STEPS = [arrow.name for arrow in WISH.transitions]


class WishItem(serializers.Serializer):
    """A wish in its public words."""

    code = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(WishKind.choices)
    community = serializers.CharField(help_text="Division code.")
    community_name = serializers.CharField()
    status = serializers.ChoiceField(STATUSES)
    published_at = serializers.DateTimeField(allow_null=True)
    estimated_value = serializers.DecimalField(14, 2, help_text="Yuan.")
    age_band = serializers.ChoiceField(AgeBand.choices, allow_blank=True)
    is_shared = serializers.BooleanField(help_text="A group may fulfil it together.")
    seats = serializers.IntegerField()
    round = serializers.IntegerField()
    own_title = serializers.CharField(required=False, help_text="For staff and the wisher only.")
    due_at = serializers.DateTimeField(required=False, allow_null=True)
    is_private = serializers.BooleanField(required=False)
    channel = serializers.CharField(required=False)
    spoken_for = serializers.ChoiceField(SpokenFor.choices, required=False)
    contact_name = serializers.CharField(required=False, help_text="Masked.", allow_blank=True)


class WishDetail(WishItem):
    """A wish, with more for whom it concerns. Personal data is always masked."""

    available = serializers.ListField(
        child=serializers.ChoiceField(STEPS), help_text="Transitions open to you."
    )
    next_door = serializers.ChoiceField(NextDoor.choices, allow_blank=True)
    thank_you = serializers.CharField(allow_blank=True, help_text="If the wisher shows it.")
    story = serializers.CharField(required=False, allow_blank=True)
    contact_phone = serializers.CharField(required=False, allow_blank=True, help_text="Masked.")
    contact_address = serializers.CharField(required=False, allow_blank=True, help_text="Masked.")
    contact_mode = serializers.ChoiceField(ContactMode.choices, required=False)


class NewWish(serializers.Serializer):
    """A wish to be made. Without an account a phone number is needed."""

    title = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    story = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    kind = serializers.ChoiceField(WishKind.choices)
    community = serializers.CharField(max_length=18, help_text="Division code.")
    estimated_value = serializers.DecimalField(
        14, 2, min_value=Decimal(0), max_value=HARD_LIMIT, required=False, default=Decimal(0)
    )
    age_band = serializers.ChoiceField(AgeBand.choices, allow_blank=True, default="")
    contact_name = serializers.CharField(max_length=60, allow_blank=True, default="")
    contact_phone = serializers.CharField(max_length=40, allow_blank=True, default="")
    contact_address = serializers.CharField(max_length=200, allow_blank=True, default="")
    spoken_for = serializers.ChoiceField(
        SpokenFor.choices, default=SpokenFor.SELF, help_text="Who enters it."
    )
    consent_basis = serializers.ChoiceField(
        ConsentBasis.choices,
        allow_blank=True,
        default="",
        help_text="On what basis somebody speaks for her; required unless `spoken_for` is self.",
    )
    guardian_name = serializers.CharField(max_length=60, allow_blank=True, default="")
    guardian_phone = serializers.CharField(max_length=40, allow_blank=True, default="")
    guardian_consent = serializers.BooleanField(
        default=False, help_text="The guardian agrees; required under 14."
    )
    guardian_informed = serializers.BooleanField(default=False)
    contact_mode = serializers.ChoiceField(ContactMode.choices, default=ContactMode.GO_BETWEEN)
    is_private = serializers.BooleanField(default=False)
    is_shared = serializers.BooleanField(default=False)
    seats = serializers.IntegerField(min_value=1, max_value=MOST_SEATS, default=1)


class WishMade(serializers.Serializer):
    """The number to name it by, and the code to follow it with. Shown once."""

    code = serializers.CharField()
    tracking_code = serializers.CharField()
    status = serializers.ChoiceField(STATUSES)
    due_at = serializers.DateTimeField(allow_null=True)


class WishStep(serializers.Serializer):
    """What transitions take; each uses what it needs and ignores the rest."""

    note = serializers.CharField(
        max_length=2000, required=False, help_text="Required by send_back, decline and refer."
    )
    public_title = serializers.CharField(max_length=60, required=False, help_text="publish")
    public_text = serializers.CharField(max_length=600, required=False, help_text="publish")
    next_door = serializers.ChoiceField(
        NextDoor.choices, required=False, help_text="decline, refer"
    )
    promise = serializers.CharField(max_length=300, required=False, help_text="claim, join")
    promised_for = serializers.DateField(required=False, help_text="claim, join")
    items = serializers.IntegerField(
        min_value=1, max_value=99, required=False, help_text="claim, join: service items"
    )
    unit_label = serializers.CharField(max_length=60, required=False, help_text="claim, join")
    claim = serializers.IntegerField(required=False, help_text="part_with")


def item(wish: MicroWish, user: User) -> dict[str, Any]:
    """One row for this person: public words, and the own words for whom they are."""
    community = wish.area.community or wish.area
    own = reads_own_words(user, wish)
    shown: dict[str, Any] = {
        "code": wish.code,
        "title": wish.public_title or (wish.title if own else ""),
        "text": wish.public_text,
        "kind": wish.kind,
        "community": community.code,
        "community_name": community.name,
        "status": wish.status,
        "published_at": wish.published_at,
        "estimated_value": wish.estimated_value,
        "age_band": wish.age_band,
        "is_shared": wish.is_shared,
        "seats": wish.seats,
        "round": wish.round,
    }
    if own:
        shown |= {
            "own_title": wish.title,
            "due_at": wish.due_at,
            "is_private": wish.is_private,
            "channel": wish.channel,
            "spoken_for": wish.spoken_for,
            "contact_name": mask_name(wish.contact_name),
        }
    return shown


def detail(wish: MicroWish, user: User) -> dict[str, Any]:
    """One wish for this person."""
    shown = item(wish, user) | {
        "available": [arrow.name for arrow in available(wish, user)],
        "next_door": wish.next_door,
        "thank_you": wish.public_thank_you,
    }
    if reads_own_words(user, wish):
        shown |= {
            "story": wish.story,
            "contact_phone": mask_phone(wish.contact_phone),
            "contact_address": mask_address(wish.contact_address),
            "contact_mode": wish.contact_mode,
        }
    return shown
