"""What people correct about themselves, and how they prove it is them before they leave."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from centres.directory.models import ServiceCentre
from core.accounts.models import User
from core.areas.models import Area

NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ·•.'’-]){0,28}[^\W\d_.’']?", re.UNICODE)


class DataForm(forms.ModelForm):
    """Name, community and e-mail; the phone changes with a code, on a page of its own."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Only for messages; you cannot sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    community = forms.ModelChoiceField(
        label=_("My community"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Not chosen"),
        help_text=_("So that you first see what happens near you."),
    )

    class Meta:
        model = User
        fields = ("name", "community", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with_centre = ServiceCentre.objects.filter(public=True).values("community_id")
        own = Area.objects.filter(pk=self.instance.community_id)
        self.fields["community"].queryset = (  # type: ignore[attr-defined]
            Area.objects.filter(pk__in=with_centre, level=Area.Level.COMMUNITY) | own
        ).order_by("path")

    def save_corrections(self) -> None:
        """Keep these three of a valid form, and nothing else of the account."""
        self.instance.save(update_fields=self._meta.fields)

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if name and not NAME.fullmatch(name):
            raise ValidationError(_("Please write the name in Chinese characters or letters."))
        return name


class FarewellForm(forms.Form):
    """The password, or the code just texted, and the tick that says it is meant.

    Whoever was asked for the tick on a page before (`meant`) is not asked again.
    """

    understood = forms.BooleanField(label=_("I understand that this cannot be undone."))

    def __init__(self, *args: Any, by_password: bool, meant: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if meant:
            self.fields["understood"].widget = forms.HiddenInput()
            self.initial["understood"] = True
        if by_password:
            attrs = {"autocomplete": "current-password", "maxlength": 128}
            self.fields["proof"] = forms.CharField(
                label=_("Password"), strip=False, widget=forms.PasswordInput(attrs=attrs)
            )
        else:
            attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
            self.fields["proof"] = forms.CharField(
                label=_("Code from the text message"),
                max_length=12,
                widget=forms.TextInput(attrs=attrs),
            )
        self.order_fields(["proof", "understood"])
