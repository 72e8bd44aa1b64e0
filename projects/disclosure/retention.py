"""How long a follower's phone is kept, and what she may take with her."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy import registry, retention
from projects.delivery.following import Follow
from projects.delivery.states import ENDED

KEPT = 90  # days after the project has ended


def erase_phones(cutoff: dt.datetime) -> int:
    """Drop followers without account of projects that ended too long ago."""
    over = Follow.objects.filter(
        user__isnull=True, project__status__in=ENDED, project__status_since__lt=cutoff
    )
    gone, _what = over.delete()
    return int(gone)


def collected(user: User) -> list[dict[str, Any]]:
    """The projects somebody follows."""
    rows = Follow.objects.filter(user=user).select_related("project").order_by("pk")
    return [{"project": row.project.code, "since": row.since.isoformat()} for row in rows]


def forget(user: User) -> None:
    """Follow nothing any more."""
    Follow.objects.filter(user=user).delete()


retention.declare(
    retention.Rule(
        "project_followers",
        "projects.Follow",
        KEPT,
        erase_phones,
        _("After a project has ended there are no more steps to tell of."),
    )
)
registry.declare(registry.PersonalData("follows", _("Projects you follow"), collected, forget))
