"""Tokens: issued for a password (and one-time code), sent as `Authorization: Bearer …`."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from core.accounts.models import User
from core.accounts.passwords import is_password_too_old
from core.accounts.second_factor import lacks_second_factor
from core.api.models import ApiToken

LIFETIME = dt.timedelta(days=30)


class FirstDoThisError(PermissionDenied):
    """403: a role holder who may not go on before something is done in the browser."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.default_code = code


def demand_staff_duties(user: User) -> None:
    """What pages demand of role holders, tokens demand too. Raises FirstDoThisError."""
    if lacks_second_factor(user):
        raise FirstDoThisError("second_factor_missing", _("Set up your second factor first."))
    if is_password_too_old(user):
        text = _("Your password is older than %(days)s days. Please choose a new one.")
        raise FirstDoThisError("password_too_old", text % {"days": settings.LINLI_PASSWORD_DAYS})


def issue(user: User) -> tuple[str, ApiToken]:
    """A new token for this person: the secret, shown once, and its row."""
    secret = secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user, digest=_digest(secret), expires_at=timezone.now() + LIFETIME
    )
    return secret, row


def _digest(secret: str) -> str:
    # the secret is 256 random bits, so a plain hash cannot be searched
    return hashlib.sha256(secret.encode()).hexdigest()


class TokenAuthentication(BaseAuthentication):
    """Bearer tokens. An unknown, expired or malformed one is 401, never an anonymous answer."""

    keyword = b"bearer"

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != self.keyword:
            return None
        try:
            secret = parts[1].decode("ascii") if len(parts) == 2 else ""
        except UnicodeDecodeError:
            secret = ""
        tokens = ApiToken.objects.select_related("user")
        row = tokens.filter(digest=_digest(secret), expires_at__gt=timezone.now()).first()
        if row is None or not row.user.is_active:
            raise AuthenticationFailed(_("This token is not valid. Please ask for a new one."))
        demand_staff_duties(row.user)
        return row.user, row

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema names it."""

    target_class = "core.api.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
