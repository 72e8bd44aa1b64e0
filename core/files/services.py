"""Taking in, attaching and discarding files."""

import datetime as dt
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from core.files.imaging import THUMBNAIL_SIDE, decode, encode, read_upload
from core.files.kinds import kind_named
from core.files.models import StoredFile

UNATTACHED_FOR = dt.timedelta(days=1)


def accept_image(upload: IO[bytes], *, kind: str, by: Any, private: bool = True) -> StoredFile:
    """Store an uploaded image: checked by content, re-encoded as JPEG, stripped, thumbnailed.

    `kind` is a declared FileKind (KeyError otherwise), `by` a user or None. Raises
    ValidationError, with a sentence for the person, for everything that is not a whole image of
    up to 10 MB and 50 million pixels. Attach it to its object within a day, or it is discarded.
    """
    kind_named(kind)
    image = decode(read_upload(upload))
    full, small = encode(image), encode(image, side=THUMBNAIL_SIDE)
    stored = StoredFile(
        kind=kind,
        is_private=private,
        content_type="image/jpeg",
        size=len(full.content),
        width=full.width,
        height=full.height,
        uploaded_by=by if getattr(by, "pk", None) else None,
    )
    stored.file.save(f"{stored.pk}.jpg", ContentFile(full.content), save=False)
    stored.thumbnail.save(f"{stored.pk}-small.jpg", ContentFile(small.content), save=False)
    stored.save(force_insert=True)
    return stored


def attach(stored: StoredFile, obj: models.Model) -> None:
    """Make the file belong to an object. Raises ValueError when it belongs to another one."""
    owner = (obj._meta.label_lower, obj.pk)
    if stored.object_id is not None and (stored.object_type, stored.object_id) != owner:
        raise ValueError("the file belongs to another object")
    stored.object_type, stored.object_id = owner
    stored.save(update_fields=["object_type", "object_id"])


def set_private(stored: StoredFile, private: bool) -> None:
    """Publish a file or take it back. Copies already in browsers stay there for up to an hour."""
    stored.is_private = private
    stored.save(update_fields=["is_private"])


def discard(stored: StoredFile) -> None:
    """Delete the row now and both pictures once the transaction has committed."""
    pictures = [(file.storage, file.name or "") for file in (stored.file, stored.thumbnail)]
    stored.delete()

    def remove() -> None:
        for storage, name in pictures:
            storage.delete(name)

    transaction.on_commit(remove)


def discard_unattached(now: dt.datetime | None = None) -> int:
    """Discard what was uploaded more than a day ago and never attached; returns how many."""
    old = StoredFile.objects.filter(
        object_id__isnull=True, uploaded_at__lt=(now or timezone.now()) - UNATTACHED_FOR
    )
    count = 0
    for stored in old.iterator():
        discard(stored)
        count += 1
    return count
