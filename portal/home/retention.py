"""How long the front door keeps a name and a number, and what a person may take with her."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.privacy import registry, retention
from portal.home.models import CallBack, Feedback, FromTheDoor

KEPT = 90  # days after the matter is settled, as the notices on the forms say
ENDED = {CallBack: ("done",), Feedback: ("answered", "set_aside")}
WORDS = {CallBack: "about", Feedback: "text"}


def _empty(row: FromTheDoor) -> None:
    row.name = row.phone = ""
    setattr(row, WORDS[type(row)], "")
    row.user = None
    row.save(update_fields=["name", "phone", WORDS[type(row)], "user"])


def erase_settled(cutoff: dt.datetime) -> int:
    """Empty what ended before the cutoff; number, kind and log stay for the figures."""
    erased = 0
    for model, states in ENDED.items():
        for row in model.objects.filter(status__in=states, status_since__lte=cutoff).iterator():
            if row.name or row.phone or getattr(row, WORDS[model]):
                _empty(row)
                erased += 1
    return erased


def left_by(user: Any) -> list[dict[str, Any]]:
    """What this person left at the front door, as she may download it."""
    return [
        {
            "number": row.code,
            "at": row.created_at,
            "status": row.status,
            "name": row.name,
            "phone": row.phone,
            "text": getattr(row, WORDS[model]),
        }
        for model in ENDED
        for row in model.objects.filter(user=user).order_by("id")
    ]


def forget(user: Any) -> None:
    for model in ENDED:
        for row in model.objects.filter(user=user):
            _empty(row)


retention.declare(
    retention.Rule(
        "front_door",
        "home.CallBack, home.Feedback",
        KEPT,
        erase_settled,
        _("Names and numbers of settled call-backs and answered letters"),
    )
)
registry.declare(registry.PersonalData("front_door", _("Call-backs and letters"), left_by, forget))
