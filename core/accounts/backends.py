"""Who is let in by password, and how a signed-in session becomes a person again."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from core.accounts.models import HOLDS_ROLE, User

DEMO_PASSWORD = "linli-demo-2026"  # noqa: S105 - everybody knows it, which is the point
_LOAD = f"SELECT {{columns}}, {HOLDS_ROLE} FROM accounts_user u WHERE u.id = %s"  # noqa: S608 - our own words


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in as allauth does; reads the person by hand.

    Every page of everybody signed in asks for her and for whether she holds a role: one
    look-up for both, without building it anew each time, takes a quarter of the time.
    """

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """As allauth, but deaf to the demo's password outside the demo: it stands in the README.

        A database that began as a demo still holds the demo's people, some of them with roles.
        """
        if not settings.DEMO and credentials.get("password") == DEMO_PASSWORD:
            return None
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user

    def get_user(self, user_id: Any) -> User | None:
        """The person, `holds_role` known; None for one who is gone or may not sign in."""
        fields = User._meta.concrete_fields
        columns = ", ".join(f'u."{field.column}"' for field in fields)
        day = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(_LOAD.format(columns=columns), [day, day, user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        *stored, holds_role = row
        values = [
            field.from_db_value(value, None, connection)
            if hasattr(field, "from_db_value")
            else value
            for field, value in zip(fields, stored, strict=True)
        ]
        user = User.from_db(connection.alias, [field.attname for field in fields], values)
        if not self.user_can_authenticate(user):
            return None
        user.knows_role(bool(holds_role))
        return user
