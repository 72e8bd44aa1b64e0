"""Passwords of people who hold a role: mixed, changed in time, not used before (DOMAIN.md 8.3).

Source: GB/T 22239-2019, identity: complexity and periodic change. Residents are asked for neither.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.accounts.models import PasswordRecord, User

SORTS = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())


def _is_staff(user: Any) -> bool:
    return bool(user is not None and getattr(user, "pk", None) and user.holds_role)


class RoleHolderPasswordValidator:
    """Residents may use a long plain phrase; whoever holds a role needs a mixed one."""

    def validate(self, password: str, user: Any = None) -> None:
        if not _is_staff(user):
            return
        if sum(any(is_sort(c) for c in password) for is_sort in SORTS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("Staff: use three of capital letters, small letters, digits and signs.")


class PasswordHistoryValidator:
    """Whoever holds a role takes none of the last `LINLI_PASSWORD_HISTORY` passwords again.

    Django tells it of every password that is set; the hashes of the last ones are kept.
    """

    def validate(self, password: str, user: Any = None) -> None:
        kept: int = settings.LINLI_PASSWORD_HISTORY
        if not kept or not _is_staff(user):
            return
        before = user.password_records.order_by("-set_at").values_list("password", flat=True)
        if any(check_password(password, old) for old in {user.password, *before[:kept]}):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def password_changed(self, password: str, user: Any = None) -> None:
        if user is None or not user.pk:
            return
        PasswordRecord.objects.create(user=user, password=user.password)
        kept = max(settings.LINLI_PASSWORD_HISTORY, 1)
        mine = PasswordRecord.objects.filter(user=user).order_by("-set_at")
        mine.exclude(pk__in=list(mine.values_list("pk", flat=True)[:kept])).delete()

    def get_help_text(self) -> str:
        return _("Staff: do not use one of your last passwords again.")


def is_password_too_old(user: User) -> bool:
    """Whether a role holder's password is older than `LINLI_PASSWORD_DAYS` days (0: never asked).

    A password we saw nobody set counts from the day the account was made.
    """
    days: int = settings.LINLI_PASSWORD_DAYS
    if not days or not user.has_usable_password() or not (user.holds_role or user.is_staff):
        return False
    set_at = user.password_records.order_by("-set_at").values_list("set_at", flat=True).first()
    return (set_at or user.date_joined) < timezone.now() - dt.timedelta(days=days)
