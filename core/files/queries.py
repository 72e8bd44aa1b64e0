"""Finding files, and asking who may see them."""

from typing import Any

from django.db.models import Model, QuerySet

from core.files.kinds import kind_named, known
from core.files.models import StoredFile


def files_of(obj: Model) -> QuerySet[StoredFile]:
    """The object's files, in the order they came."""
    return StoredFile.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by(
        "uploaded_at"
    )


def may_see(user: Any, stored: StoredFile) -> bool:
    """Whether this person (perhaps anonymous) may see the file."""
    if not stored.is_private:
        return True
    if user.is_authenticated and stored.uploaded_by_id == user.pk:
        return True
    if stored.object_id is None or not known(stored.kind):
        return False
    return kind_named(stored.kind).may_see(user, stored)
