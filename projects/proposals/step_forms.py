"""What the buttons of a proposal ask for, on pages and in the API alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.workflow.forms import TransitionForm
from projects.delivery.kinds import Category, ProjectKind
from projects.proposals.consents import referral_of
from projects.proposals.guards import LONGEST_PLACE, LONGEST_TEXT, LONGEST_TITLE, found_by
from projects.proposals.kinds import REFERRED_TO, Agreed, Exclusion, NextDoor
from projects.proposals.models import Proposal
from projects.proposals.referring import needs

ELSEWHERE = [("", "—"), ("no", _("No, we looked")), ("yes", _("Yes"))]


class TickedField(forms.MultipleChoiceField):
    """Ticks on a page; in the API their names with commas between."""

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, str):
            value = [part.strip(" []'\"") for part in value.split(",")]
        return [part for part in super().to_python(value) if part]


def screening_fields() -> dict[str, forms.Field]:
    """The screener's list, as the screening page and the last step both ask it."""
    return {
        "cleared": TickedField(
            label=_("Checked: none of this applies"),
            choices=Exclusion.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Tick each line once you are sure. What applies is a reason to decline."),
        ),
        "kind": forms.ChoiceField(
            label=_("Kind"), choices=[("", "—"), *ProjectKind.choices], required=False
        ),
        "category": forms.ChoiceField(
            label=_("Category"), choices=[("", "—"), *Category.choices], required=False
        ),
        "budget": forms.DecimalField(
            label=_("Rough budget (yuan)"),
            min_value=1,
            max_digits=14,
            decimal_places=2,
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
        ),
        "funded_elsewhere": forms.ChoiceField(
            label=_("Is it paid for from elsewhere?"),
            choices=ELSEWHERE,
            required=False,
            help_text=_("Other programmes, departments, earlier years: see what is listed here."),
        ),
        "public_title": forms.CharField(
            label=_("Title for everybody"), max_length=LONGEST_TITLE, required=False
        ),
        "public_text": forms.CharField(
            label=_("Text for everybody"),
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Neutral words. No name, no phone, nothing about one person."),
        ),
    }


def known_of(proposal: Any) -> dict[str, Any]:
    """First values of those fields: the screening so far, else the proposer's guesses."""
    found = found_by(proposal)
    elsewhere = getattr(found, "funded_elsewhere", None)
    return {
        "cleared": getattr(found, "cleared", []),
        "kind": getattr(found, "kind", ""),
        "category": getattr(found, "category", ""),
        "budget": getattr(found, "budget", None) or proposal.rough_cost or None,
        "funded_elsewhere": {None: "", True: "yes", False: "no"}[elsewhere],
        "public_title": proposal.public_title or proposal.title,
        "public_text": proposal.public_text,
    }


class ShortlistForm(TransitionForm):
    """All a project needs; what the screening holds already is offered again."""

    obj: Proposal

    join = forms.CharField(
        label=_("Join a project there is already (its number)"),
        max_length=24,
        required=False,
        help_text=_("Leave it empty to begin a new project."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note, join = self.fields.pop("note"), self.fields.pop("join")
        self.fields |= screening_fields()
        place = forms.CharField(
            label=_("Where, for everybody"),
            max_length=LONGEST_PLACE,
            required=False,
            initial=self.obj.place,
            help_text=_("The place it is about, never somebody's door."),
        )
        self.fields |= {"place": place, "join": join, "note": note}
        found = found_by(self.obj)
        for name, value in known_of(self.obj).items():
            self.initial.setdefault(name, value)
            held = getattr(self.obj if name.startswith("public") else found, name, None)
            self.fields[name].required = held in (None, "", [])
            self.fields[name].is_expected = True  # type: ignore[attr-defined]


class MergeForm(TransitionForm):
    """With which other proposal it goes on."""

    into = forms.CharField(
        label=_("Number of the other proposal"),
        max_length=24,
        help_text=_("Authors and supporters of both stay; each person counts once."),
    )


ASKED = [choice for choice in Agreed.choices if choice[0] != Agreed.FORM]


def referral_fields() -> dict[str, forms.Field]:
    """Whether she agreed, and what the doors ask for; only needed to begin something there."""
    agreed: dict[str, forms.Field] = {
        "agreed": forms.ChoiceField(
            label=_("May name, phone and words go along?"),
            choices=[("", _("Not asked yet: we call first")), *ASKED],
            required=False,
            help_text=_("Only with a yes a wish is made at once; the proposer gets its number."),
        )
    }
    asked = {
        name: forms.ChoiceField(
            label=need.label, choices=[("", "—"), *need.choices], required=False
        )
        for name, need in needs()
    }
    return agreed | asked


class ReferForm(TransitionForm):
    """To a case, or to a wish."""

    next_door = forms.ChoiceField(
        label=_("Where it goes"),
        choices=[(door.value, door.label) for door in REFERRED_TO],
        help_text=_(
            "A wish is really made. Cases are not kept here yet: that door is a note for the"
            " proposer, please pass the matter on yourselves."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields.pop("note")
        self.fields |= referral_fields()
        self.fields["note"] = note
        if referral_of(self.obj) is not None:  # she said so when she proposed it
            said = (Agreed.FORM.value, Agreed.FORM.label)
            self.fields["agreed"].choices = [said]  # type: ignore[attr-defined]
            self.initial["agreed"] = Agreed.FORM


class DeclineForm(TransitionForm):
    """Which line of the list applies, and where to turn instead."""

    exclusion = forms.ChoiceField(
        label=_("What rules it out"), choices=[("", "—"), *Exclusion.choices], required=False
    )
    next_door = forms.ChoiceField(
        label=_("Where to turn instead"),
        choices=[("", "—"), *NextDoor.choices],
        required=False,
        help_text=_("No proposal ends without the next door."),
    )
