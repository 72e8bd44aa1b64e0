"""The second factor: its secrets are encrypted like all else that must not leak."""

from typing import Any

from allauth.account.utils import user_username
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.privacy import keys


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP and recovery codes with secrets under the keyring (rotated by `rotate_keys`)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Please check it and try again."),
    }

    def encrypt(self, text: str) -> str:
        return keys.encrypt(text, keys.SECOND_FACTOR)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.decrypt(encrypted_text, keys.SECOND_FACTOR)

    def get_totp_label(self, user: Any) -> str:
        return user_username(user)


def lacks_second_factor(user: Any) -> bool:
    """Whether this person holds a role, must have a second factor, and has none (yet)."""
    if not settings.LINLI_REQUIRE_MFA or not (user.holds_role or user.is_staff):
        return False
    return not has_second_factor(user)


def has_second_factor(user: Any) -> bool:
    """Whether sign-in asks this person for a code from the authenticator app."""
    return SecondFactorAdapter().is_mfa_enabled(user, types=["totp"])
