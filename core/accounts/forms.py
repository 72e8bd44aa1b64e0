"""What people type to sign in and to look after their account."""

import time
from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ChangePhoneForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    SetPasswordForm,
    VerifyPhoneForm,
)
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgain
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from core.accounts import attempts
from core.accounts.adapter import AccountAdapter
from core.accounts.phone_field import MobileField
from core.accounts.second_factor import SecondFactorAdapter, matching

FRESH = 10 * 60  # seconds for which a code proves who is there


class SignInForm(LoginForm):
    """User name or phone, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or phone number")
        self.fields["login"].max_length = 60
        self.fields["login"].widget.attrs.update(
            {"autocomplete": "username", "placeholder": "", "maxlength": 60}
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.update({"placeholder": "", "maxlength": 128})
        self.fields["remember"].label = _("Stay signed in on this device")


class PhoneForm(forms.Form):
    """The phone that is to receive a code."""

    phone = MobileField(
        label=_("Mobile number"),
        help_text=_("We text you a code. If you are new here, your account is made with it."),
    )


class NewPhoneForm(ChangePhoneForm):
    """A new phone for this account; it counts once its code is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].label = _("New mobile number")


class PasswordAgainForm(ReauthenticateForm):
    """The password before something about the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password until now")
        self.fields["password"].widget.attrs.update({"placeholder": "", "maxlength": 128})


class NewPasswordForm(ChangePasswordForm):
    """A new password. Who proved the phone in the last ten minutes need not know the old one, and
    who typed the old one on a page of its own is not asked again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _proved_just_now(self.user):
            del self.fields["oldpassword"]
        else:
            self.fields["oldpassword"].help_text = ""
            self.fields["oldpassword"].label = _("Password until now")
        _label_passwords(self)


class FirstPasswordForm(SetPasswordForm):
    """A password for someone who signed in with codes so far."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_passwords(self)


def _label_passwords(form: forms.Form) -> None:
    form.fields["password1"].label = _("New password")
    form.fields["password2"].label = _("New password once more")
    for field in form.fields.values():
        field.widget.attrs.update({"placeholder": "", "maxlength": 128})


def _proved_just_now(user: Any) -> bool:
    records = get_authentication_records(context.request, user)
    proofs = (r for r in records if r["method"] == "code" or r.get("reauthenticated"))
    return any(time.time() - r["at"] < FRESH for r in proofs)


def _label_code(form: forms.Form) -> None:
    field = form.fields["code"]
    field.label = _("Code")
    field.validators.append(MaxLengthValidator(20))
    del field.widget.attrs["placeholder"]
    field.widget.attrs.update({"inputmode": "numeric", "maxlength": 20})


class CodeForm(ConfirmLoginCodeForm):
    """The six digits from the text message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_code(self)


class NewPhoneCodeForm(VerifyPhoneForm):
    """The six digits sent to the new number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_code(self)


class AppCodeForm(ActivateTOTPForm):
    """The first six digits of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_code(self)


class _Limited(forms.Form):
    """Five wrong codes in 15 minutes close the second factor for the rest of them."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_code(self)

    def clean_code(self) -> str:
        who = f"user-{self.user.pk}"
        try:
            attempts.begin(attempts.SECOND_FACTOR, who)
        except attempts.TooMany:
            raise AccountAdapter().validation_error("too_many_login_attempts") from None
        code: str = self.cleaned_data["code"]
        self.authenticator = matching(self.user, code)
        if self.authenticator is None:
            raise SecondFactorAdapter().validation_error("incorrect_code")
        attempts.forget(attempts.SECOND_FACTOR, who)
        return code


class SecondFactorForm(_Limited, AuthenticateForm):
    """The code at sign-in."""


class SecondFactorAgainForm(_Limited, SecondFactorAgain):
    """The code before something about the account is changed."""
