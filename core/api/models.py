"""What the API remembers: who holds a token, and what it answered."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.privacy.fields import EncryptedTextField


class ApiToken(models.Model):
    """A program's key to act as a person until it expires. Only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} until {self.expires_at:%Y-%m-%d}"


class RememberedAnswer(models.Model):
    """The answer given to one POST under its Idempotency-Key, kept for a day.

    It is written in the transaction of what the request did: both stand or neither.
    """

    scope = models.CharField(max_length=64, help_text="hash of who asked")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text="hash of method, path and body")
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=100, default="application/json")
    body = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="answer_once")]

    def __str__(self) -> str:
        return self.key
