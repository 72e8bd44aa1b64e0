"""What is put up for everybody before money is spent, and what people object (DOMAIN 1.3)."""

import datetime as dt
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from core.privacy.fields import EncryptedTextField
from core.privacy.masking import mask_name, mask_phone
from core.privacy.phones import validate_phone
from projects.delivery.models import MicroProject


class PublicNotice(models.Model):
    """One notice of one project: what it said when it went up, and until when it stands.

    Its texts are kept as published, whatever is edited later. `ends` is the last day, counted
    in working days; while an objection waits it is empty and `days_left` holds the rest. The
    proposer is never named.
    """

    class Purpose(models.TextChoices):
        INTENT = "intent", p("notice", "Before approval")
        LATE = "late", p("notice", "After an emergency approval")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="public_notices")
    purpose = models.CharField(max_length=6, choices=Purpose.choices, default=Purpose.INTENT)
    days = models.PositiveSmallIntegerField(
        _("Lasts (working days)"), validators=[MinValueValidator(1)]
    )
    starts = models.DateField(default=timezone.localdate)
    ends = models.DateField(null=True)
    days_left = models.PositiveSmallIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    title = models.CharField(_("Title"), max_length=60)
    summary = models.TextField(_("What is to be done, and why"), max_length=2000)
    place = models.CharField(_("Where"), max_length=120, blank=True)
    kind = models.CharField(_("Kind"), max_length=10)
    budget = models.DecimalField(_("Budget (yuan)"), max_digits=14, decimal_places=2)
    fund = models.CharField(_("Where the money comes from"), max_length=200, blank=True)
    beneficiaries = models.CharField(_("Who benefits"), max_length=200, blank=True)
    implementer = models.CharField(_("Who is to do it, if known"), max_length=120, blank=True)
    vote = models.CharField(_("How the vote went"), max_length=200, blank=True)
    objections_to = models.CharField(_("Objections to (office and telephone)"), max_length=120)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(ended_at__isnull=True),
                name="one_notice_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1) & (Q(ends__isnull=True) | Q(ends__gte=models.F("starts"))),
                name="notice_lasts",
            ),
        ]
        indexes = [
            # the sweep that ends late notices
            models.Index(
                fields=["purpose", "ends"], name="notice_running", condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.starts}–{self.ends or '…'}"

    @property
    def waits(self) -> bool:
        """Whether an objection has stopped it."""
        return self.ended_at is None and self.ends is None

    def is_over(self, day: dt.date) -> bool:
        """Whether its last day has passed."""
        return self.ends is not None and self.ends < day


class Objection(models.Model):
    """What one person objects to one notice; with or without an account.

    The text and how to reach the person are encrypted. In public there is only "a resident",
    staff's own neutral `gist` and the answer.
    """

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    text = EncryptedTextField(_("What do you object to, and why?"), max_length=2000)
    contact_name = EncryptedTextField(_("Your name"), max_length=60, blank=True, default="")
    contact_phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    gist = models.CharField(
        _("In neutral words, for everybody"), max_length=300, blank=True, default=""
    )
    answer = models.TextField(_("The answer"), max_length=2000, blank=True, default="")
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(_("It is right"), default=False)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="objection_answered_in_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.pk}"

    @property
    def masked_name(self) -> str:
        return mask_name(self.contact_name)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.contact_phone)

    def reveal_subject(self) -> Any:
        """Whose data it is, for "who looked at my data"."""
        return self.by

    def reveal_label(self) -> str:
        return self.notice.project.code
