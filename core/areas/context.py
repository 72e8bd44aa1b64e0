"""What the layouts of staff pages and the admin show about the calendar."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from core.areas.calendar import calendar_gap


def calendar_warning(request: HttpRequest) -> dict[str, Any]:
    """`calendar_gap`: a sentence for people with a role when the calendar runs out, else None.

    Worked out only by templates that ask.
    """
    user = getattr(request, "user", None)

    def gap() -> str | None:
        staff = getattr(user, "is_staff", False) or getattr(user, "holds_role", False)
        return calendar_gap(timezone.localdate()) if staff else None

    return {"calendar_gap": SimpleLazyObject(gap)}
