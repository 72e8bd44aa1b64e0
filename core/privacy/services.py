"""Verbs: look at a value in full, record and withdraw a consent."""

from typing import Any

from django.db import models

from core.privacy import consents
from core.privacy.fields import EncryptedTextField, blind_index, blind_indexes
from core.privacy.models import ConsentRecord, Reveal

__all__ = [
    "blind_index",
    "blind_indexes",
    "has_consent",
    "record_consent",
    "reveal",
    "withdraw_consent",
]


def reference(obj: models.Model | None) -> dict[str, str]:
    """How logs name an object without a foreign key."""
    if obj is None:
        return {"object_type": "", "object_id": ""}
    return {"object_type": obj._meta.label_lower, "object_id": str(obj.pk)}


def _subject(obj: Any) -> Any:
    """The account the data is about: the object's own answer, or the object if it is one."""
    if hasattr(obj, "reveal_subject"):
        return obj.reveal_subject()
    return obj if hasattr(obj, "grants_today") else None


def _role_of(viewer: Any) -> str:
    grants = viewer.grants_today()
    return " · ".join(f"{g.get_role_display()} {g.area.name}" for g in grants)[:120]


def reveal(obj: Any, field: str, *, by: Any, reason: str = "") -> str:
    """The value in full, once the look is on record; permission is the caller's job.

    Looking at one's own data is not recorded. Objects may offer `reveal_subject()` (the
    account it is about) and `reveal_label()` (a name without personal data; else code or pk).
    Raises ValueError when the field is not an encrypted one.
    """
    if not isinstance(obj._meta.get_field(field), EncryptedTextField):
        raise ValueError(f"{obj._meta.label}.{field} is not an encrypted field")
    subject = _subject(obj)
    if subject is None or subject.pk != by.pk:
        label = obj.reveal_label() if hasattr(obj, "reveal_label") else getattr(obj, "code", "")
        area = getattr(obj, "area_id", None) or getattr(obj, "community_id", None)
        Reveal.objects.create(
            viewer=by,
            viewer_role=_role_of(by),
            subject=subject,
            object_label=str(label or f"{obj._meta.verbose_name} {obj.pk}")[:120],
            field=field,
            reason=reason,
            area_id=area,
            **reference(obj),
        )
    return getattr(obj, field) or ""


def record_consent(
    *,
    purpose: str,
    text_version: str,
    channel: str,
    given_by: Any = None,
    by: Any = None,
    obj: models.Model | None = None,
    basis: str = "",
) -> ConsentRecord:
    """Put a consent on record; `by` is who wrote it down when that is not the person.

    Raises ValueError for a purpose or version nobody declared, or when neither person nor
    object is named (PIPL articles 14, 23, 25, 29: specific, informed, provable).
    """
    if not consents.is_declared(purpose, text_version):
        raise ValueError(f"no text {text_version!r} for purpose {purpose!r}")
    if given_by is None and obj is None:
        raise ValueError("a consent belongs to a person or an object")
    return ConsentRecord.objects.create(
        purpose=purpose,
        text_version=text_version,
        given_by=given_by,
        recorded_by=by,
        channel=channel,
        basis=basis,
        **reference(obj),
    )


def withdraw_consent(
    *,
    purpose: str,
    channel: str = ConsentRecord.Channel.WEB,
    given_by: Any = None,
    by: Any = None,
    obj: models.Model | None = None,
) -> ConsentRecord | None:
    """Record that the consent no longer holds (PIPL article 15); None when there was none."""
    latest = _latest(purpose, given_by, obj)
    if latest is None or latest.decision == ConsentRecord.Decision.WITHDRAWN:
        return None
    return ConsentRecord.objects.create(
        decision=ConsentRecord.Decision.WITHDRAWN,
        purpose=purpose,
        text_version=latest.text_version,
        given_by=latest.given_by,
        recorded_by=by,
        channel=channel,
        **reference(obj),
    )


def has_consent(purpose: str, *, given_by: Any = None, obj: models.Model | None = None) -> bool:
    """Whether the latest word of this person (about this object) is yes."""
    latest = _latest(purpose, given_by, obj)
    return latest is not None and latest.decision == ConsentRecord.Decision.GIVEN


def _latest(purpose: str, given_by: Any, obj: models.Model | None) -> ConsentRecord | None:
    records = ConsentRecord.objects.filter(purpose=purpose, **reference(obj))
    if given_by is not None:
        records = records.filter(given_by=given_by)
    return records.order_by("-id").first()
