"""The second factor: its secrets are encrypted like all else that must not leak."""

from typing import Any

from allauth.account.utils import user_username
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.accounts import attempts
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


def matching(user: Any, code: str) -> Authenticator | None:
    """What this code is right for: the authenticator app, or the recovery codes; used up by it.

    That a code of the app opens only once is kept in the database: allauth keeps it in the cache,
    and nobody could sign in while Redis is away.
    """
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    for factor in Authenticator.objects.filter(user=user, type__in=kinds):
        if factor.type == Authenticator.Type.TOTP:
            secret = SecondFactorAdapter().decrypt(factor.data["secret"])
            fits = validate_totp_code(secret, code) and _is_new(user, code)
        else:
            fits = factor.wrap().validate_code(code)
        if fits:
            factor.user = user
            return factor
    return None


def _is_new(user: Any, code: str) -> bool:
    try:
        attempts.begin(attempts.CODE_OF_APP, f"user-{user.pk}-{normalize_user_code(code)}")
    except attempts.TooMany:
        return False
    return True
