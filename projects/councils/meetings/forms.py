"""What is typed in about meetings."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.councils.meetings.models import Meeting


class SignInForm(forms.Form):
    """A member's code for one meeting."""

    code = forms.CharField(
        label=_("Your code for this meeting"),
        max_length=40,
        help_text=_("It came with the invitation; it is yours alone."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class CallForm(forms.ModelForm):
    """Calling a meeting."""

    class Meta:
        model = Meeting
        fields = ("title", "starts_at", "place")
        widgets = {
            "starts_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            )
        }

    def clean_starts_at(self) -> dt.datetime:
        starts: dt.datetime = self.cleaned_data["starts_at"]
        if starts < timezone.now() - dt.timedelta(hours=12):
            raise forms.ValidationError(_("Please choose a moment to come."))
        return starts
