"""How many unread messages, for every layout."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.notices.queries import unread_count


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread_notices`: no query until a template shows it, and none at all for visitors."""
    user = getattr(request, "user", None)
    return {
        "unread_notices": SimpleLazyObject(
            lambda: unread_count(user) if user is not None and user.is_authenticated else 0
        )
    }
