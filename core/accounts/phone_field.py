"""The form field for a phone that can receive a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.privacy.phones import normalise_phone, validate_mobile, validate_phone


class PhoneField(forms.CharField):
    """Any number one can call; its value is the one normal spelling."""

    default_validators = [validate_phone]
    autocomplete = "tel"

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": self.autocomplete}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("label", _("Phone number"))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        return normalise_phone(super().clean(value))


class MobileField(PhoneField):
    """A number that can receive a code."""

    default_validators = [validate_mobile]
