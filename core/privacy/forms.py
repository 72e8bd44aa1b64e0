"""Why someone wants to see a value in full."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need to see this?"),
        help_text=_("The person concerned can read your reason."),
        min_length=2,
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autofocus": True, "class": "form-control"}
        ),
    )
