"""The outbox's part of "my data", and how long messages are kept."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.notices.models import Notice, Preference
from core.privacy import registry, retention

KEEP_DAYS = 365


def collect(user: User) -> list[dict[str, Any]]:
    rows = Notice.objects.inbox_of(user).order_by("sent_at")
    return [
        {
            "title": n.title,
            "text": n.body,
            "sent_at": n.sent_at,
            "read_at": n.read_at,
        }
        for n in rows
    ]


def erase(user: User) -> None:
    Notice.objects.filter(user=user).delete()
    Preference.objects.filter(user=user).delete()


def erase_before(cutoff: dt.datetime) -> int:
    """Delete messages written before that moment. Marks of reminders hold no personal data."""
    count, _by_model = Notice.objects.filter(created_at__lt=cutoff).delete()
    return count


registry.declare(registry.PersonalData("notices", _("Messages"), collect, erase))
retention.declare(
    retention.Rule(
        purpose="notices",
        model="notices.Notice",
        keep_days=KEEP_DAYS,
        erase=erase_before,
        why=_("Messages are kept for a year, so that one can look up what was said."),
    )
)
