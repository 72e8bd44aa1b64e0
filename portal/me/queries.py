"""What a person may read about themself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from core.accounts.models import User
from core.privacy import consents
from core.privacy.masking import mask_name
from core.privacy.models import ConsentRecord, Reveal

PAGE = 20


@dataclass(frozen=True)
class Look:
    """One look at one's data, in words."""

    who: str
    role: str
    what: Any
    where: str
    reason: str
    at: datetime


def looks(user: User, before: int | None = None) -> tuple[list[Look], int | None]:
    """The newest twenty looks, older than row `before`; and where the next page starts."""
    rows = Reveal.objects.filter(subject=user).select_related("viewer").order_by("-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return [_in_words(row) for row in found[:PAGE]], more


def _in_words(row: Reveal) -> Look:
    return Look(
        who=mask_name(row.viewer.name) or "—",
        role=row.viewer_role,
        what=_field_name(row.object_type, row.field),
        where=row.object_label,
        reason=row.reason,
        at=row.at,
    )


def _field_name(label: str, field: str) -> Any:
    try:
        return apps.get_model(label)._meta.get_field(field).verbose_name
    except (LookupError, FieldDoesNotExist):
        return field


@dataclass(frozen=True)
class Agreement:
    """Where one purpose stands for this person."""

    name: str
    title: Any
    text: Any
    decision: str
    at: datetime
    withdrawable: bool


def agreements(user: User) -> list[Agreement]:
    """The latest decision on every purpose this person was ever asked about in general."""
    rows = (
        ConsentRecord.objects.filter(given_by=user).order_by("purpose", "-id").distinct("purpose")
    )
    found = []
    for row in rows:
        declared = consents.purpose(row.purpose) if _known(row.purpose) else None
        given = row.decision == ConsentRecord.Decision.GIVEN
        found.append(
            Agreement(
                name=row.purpose,
                title=declared.title if declared else row.purpose,
                text=declared.texts.get(row.text_version, "") if declared else "",
                decision=row.get_decision_display(),
                at=row.at,
                withdrawable=bool(declared and declared.withdrawable and given),
            )
        )
    return found


def _known(purpose: str) -> bool:
    return any(p.name == purpose for p in consents.purposes())
