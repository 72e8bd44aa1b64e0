"""Who looked at whose data, and who agreed to what. Both logs only ever grow."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area
from core.privacy.fields import EncryptedTextField
from core.privacy.protection import append_only


class Reveal(models.Model):
    """One look at one personal value in full. The person it is about can read this row."""

    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    viewer_role = models.CharField(max_length=120, blank=True, help_text="role and area then")
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    object_type = models.CharField(max_length=60, help_text="app_label.model")
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(max_length=120)
    field = models.CharField(max_length=60)
    reason = EncryptedTextField(_("Reason"), blank=True, default="")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = append_only()
        indexes = [
            models.Index("subject", models.F("at").desc(), models.F("id").desc(), name="seen"),
            models.Index("viewer", models.F("at").desc(), name="looked"),
            models.Index("object_type", "object_id", name="reveal_object"),
        ]

    def __str__(self) -> str:
        return f"{self.object_label} {self.field} {self.at:%Y-%m-%d %H:%M}"


class ConsentRecord(models.Model):
    """One decision of one person on one purpose, under one version of the text."""

    class Decision(models.TextChoices):
        GIVEN = "given", _("Agreed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Channel(models.TextChoices):
        WEB = "web", _("Online")
        COUNTER = "counter", _("At the counter")
        PHONE = "phone", _("By telephone")
        PAPER = "paper", _("On paper")
        IMPORT = "import", _("Imported")

    purpose = models.CharField(max_length=60)
    text_version = models.CharField(max_length=20)
    decision = models.CharField(max_length=9, choices=Decision.choices, default=Decision.GIVEN)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    object_type = models.CharField(max_length=60, blank=True, help_text="app_label.model")
    object_id = models.CharField(max_length=40, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    channel = models.CharField(max_length=10, choices=Channel.choices)
    basis = EncryptedTextField(_("Basis"), blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        triggers = append_only()
        indexes = [
            models.Index("given_by", "purpose", models.F("id").desc(), name="consent_person"),
            models.Index("object_type", "object_id", "purpose", name="consent_object"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_by__isnull=False) | ~models.Q(object_id=""),
                name="consent_of_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.text_version} {self.decision}"


class PurgeReport(models.Model):
    """One purpose, one night: how many expired rows were erased, and under which rule."""

    purpose = models.CharField(max_length=60)
    keep_days = models.PositiveIntegerField()
    erased = models.PositiveIntegerField()
    error = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.purpose}: {self.erased}"
