"""Passwords of people who hold a role: three of four sorts of characters (DOMAIN.md 8.3)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SORTS = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())


class RoleHolderPasswordValidator:
    """Residents may use a long plain phrase; whoever holds a role needs a mixed one."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is None or not getattr(user, "pk", None) or not user.holds_role:
            return
        if sum(any(is_sort(c) for c in password) for is_sort in SORTS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("Staff: use three of capital letters, small letters, digits and signs.")
