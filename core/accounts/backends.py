"""Who is let in by password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

DEMO_PASSWORD = "linli-demo-2026"  # noqa: S105 - everybody knows it, which is the point


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, deaf to the demo's password outside the demo: it stands in the README.

    A database that began as a demo still holds the demo's people, some of them with roles.
    """

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        if not settings.DEMO and credentials.get("password") == DEMO_PASSWORD:
            return None
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user
