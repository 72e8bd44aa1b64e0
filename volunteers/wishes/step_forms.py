"""What the buttons of a wish ask for, on pages and in the API alike."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.workflow.forms import TransitionForm
from volunteers.wishes.guards import LONGEST_TEXT, LONGEST_TITLE
from volunteers.wishes.kinds import NextDoor

YEAR = dt.timedelta(days=365)


class PublishForm(TransitionForm):
    """The public words; what is already there is offered again."""

    public_title = forms.CharField(
        label=_("Title on the wall"), max_length=LONGEST_TITLE, required=False
    )
    public_text = forms.CharField(
        label=_("Text on the wall"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Neutral words. No name, no address, no phone, no label for the person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("public_title", self.obj.public_title or self.obj.title)  # type: ignore[attr-defined]
        self.initial.setdefault("public_text", self.obj.public_text)  # type: ignore[attr-defined]
        for name in ("public_title", "public_text"):
            self.fields[name].required = not getattr(self.obj, name)


class ElsewhereForm(TransitionForm):
    """Where to turn instead; the service window unless told."""

    next_door = forms.ChoiceField(
        label=_("Where to turn instead"),
        choices=NextDoor.choices,
        initial=NextDoor.WINDOW,
        help_text=_("No wish ends without the next door."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # on the page one is always chosen; a program may leave it out
        self.fields["next_door"].required = not self.is_bound or "next_door" in self.data


class ClaimForm(TransitionForm):
    """A promise: what, by when, how many service items, for whom."""

    promise = forms.CharField(label=_("What I promise"), max_length=300, required=False)
    promised_for = forms.DateField(
        label=_("By when"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    items = forms.IntegerField(
        label=_("Service items"), min_value=1, max_value=99, required=False, initial=1
    )
    unit_label = forms.CharField(
        label=_("On behalf of (branch or unit)"), max_length=60, required=False
    )

    def clean_promised_for(self) -> Any:
        day = self.cleaned_data["promised_for"]
        if day and not timezone.localdate() <= day <= timezone.localdate() + YEAR:
            raise forms.ValidationError(_("Please choose a day within the next year."))
        return day


class PartWithForm(TransitionForm):
    """Which helper of the group."""

    claim = forms.ChoiceField(label=_("Which helper"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = self.obj.claims.filter(ended_at__isnull=True).order_by("seat")  # type: ignore[attr-defined]
        self.fields["claim"].choices = [  # type: ignore[attr-defined]
            (claim.pk, claim.unit_label or _("Helper {seat}").format(seat=claim.seat))
            for claim in active
        ]
