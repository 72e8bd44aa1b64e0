"""Lists of proposals taken in: each once, with the numbers it brought."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone

from core.accounts.models import User


class ImportedList(models.Model):
    """One list that was checked and taken in whole; its key was given out with the check, so
    that pressing the button twice takes it in once."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    codes = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return reverse("proposals:imported", args=[self.key])
