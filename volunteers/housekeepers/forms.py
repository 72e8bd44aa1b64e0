"""Becoming a volunteer, and appointing a housekeeper."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area, Building
from core.areas.scope import within
from volunteers.housekeepers.consents import VOLUNTEERING
from volunteers.housekeepers.interests import Interest
from volunteers.housekeepers.models import Housekeeper, Volunteer

LONGEST_WORD = 30


def take_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Messages of a service beside their fields; those of fields not shown above all."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in found.items():
        form.add_error(name if name in form.fields else None, texts)


class RegisterForm(forms.Form):
    """Where one lives, what one likes to do, the consent."""

    community = forms.ModelChoiceField(
        label=_("Your community"),
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=_("Please choose"),
    )
    interests = forms.MultipleChoiceField(
        label=_("What are you glad to help with?"),
        choices=Interest.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As many as you like, or none."),
    )
    other = forms.CharField(
        label=_("Something else"),
        max_length=100,
        required=False,
        help_text=_("A few words, with commas between them."),
    )
    volunteer_number = forms.CharField(
        label=_("Volunteer number"),
        max_length=30,
        required=False,
        help_text=_("If you have one from the national volunteer system. It is not needed."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        help_text=VOLUNTEERING.text,
        error_messages={"required": _("Please tick the box if you agree.")},
    )

    def __init__(self, *args: Any, volunteer: Volunteer | None, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = volunteer is not None and volunteer.left_on is None
        self.fields["community"].queryset = places  # type: ignore[attr-defined]
        self.fields["consent"].help_text = VOLUNTEERING.text
        if active:
            del self.fields["consent"]

    def clean_other(self) -> list[str]:
        words = [w.strip() for w in re.split(r"[,，、;；]", self.cleaned_data["other"])]
        if any(len(word) > LONGEST_WORD for word in words):
            raise ValidationError(_("Please keep each to 30 characters."))
        return [word for word in words if word]

    def details(self) -> dict[str, Any]:
        """The arguments of `sign_up`."""
        found = self.cleaned_data
        return {
            "community": found["community"],
            "volunteer_number": found["volunteer_number"],
            "interests": [*found["interests"], *found["other"]],
        }


def first_answers(volunteer: Volunteer | None, community: Area | None) -> dict[str, Any]:
    """What is known already, so that nobody types it twice."""
    if volunteer is None:
        return {"community": community.code if community else ""}
    own = [word for word in volunteer.interests if word not in Interest.values]
    return {
        "community": volunteer.area.code,
        "interests": volunteer.interests,
        "other": "，".join(own),
        "volunteer_number": volunteer.volunteer_number,
    }


class AppointForm(forms.Form):
    """A term as housekeeper: where, which buildings, how selected, since when."""

    community = forms.ModelChoiceField(
        label=_("Community"), queryset=Area.objects.none(), to_field_name="code", empty_label=None
    )
    buildings = forms.ModelMultipleChoiceField(
        label=_("Buildings"),
        queryset=Building.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whose ups and downs this person looks after. Never who lives there."),
    )
    selected_by = forms.ChoiceField(
        label=_("How was the person selected?"),
        choices=Housekeeper.SelectedBy.choices,
        widget=forms.RadioSelect,
        initial=Housekeeper.SelectedBy.SELF,
    )
    since = forms.DateField(
        label=_("Starting on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: from today."),
    )

    def __init__(self, *args: Any, areas: tuple[Area, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Area.objects.filter(level=Area.Level.COMMUNITY).filter(within(areas))
        homes = Building.objects.filter(estate__community__in=places).select_related("estate")
        homes = homes.order_by("estate__name", "name")
        self.fields["community"].queryset = places.order_by("code")  # type: ignore[attr-defined]
        self.fields["buildings"].queryset = homes  # type: ignore[attr-defined]
