"""Files people gave us."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


class StoredFile(models.Model):
    """One image, re-encoded by us, with its thumbnail. Nothing of the original's metadata stays.

    A private file belongs to an object (`object_type`, `object_id`) whose room decides who may
    see it; until it is attached, only the person who uploaded it may.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    is_private = models.BooleanField(default=True)
    file = models.FileField(upload_to="images/%Y/%m", max_length=120)
    thumbnail = models.FileField(upload_to="images/%Y/%m", max_length=120)
    content_type = models.CharField(max_length=30)
    size = models.PositiveIntegerField(help_text="bytes")
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    object_type = models.CharField(max_length=60, blank=True, default="", help_text="app.model")
    object_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            # queries.files_of: the files of one object, in the order they came
            models.Index(fields=["object_type", "object_id", "uploaded_at"], name="file_of_object"),
            # services.discard_unattached
            models.Index(
                fields=["uploaded_at"],
                name="file_unattached",
                condition=models.Q(object_id__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("files:image", args=[self.pk])

    @property
    def thumbnail_url(self) -> str:
        return reverse("files:thumbnail", args=[self.pk])
