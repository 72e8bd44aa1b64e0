"""What residents say of a project when it is done: never the implementer, never staff."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.masking import mask_phone
from core.privacy.phones import validate_phone
from projects.delivery.models import MicroProject

LOW = 2  # this or less opens a check of the thing, and nothing else (DOMAIN 10.2)
SATISFIED = 4  # this or more counts as satisfied


class Rating(models.Model):
    """One person's word on one project, given with an account or entered by staff for them.

    Comment and phone are encrypted; in public there are only counts, from five ratings on.
    """

    class Score(models.IntegerChoices):
        VERY_GOOD = 5, p("rating", "Very satisfied")
        GOOD = 4, p("rating", "Satisfied")
        FAIR = 3, p("rating", "So-so")
        POOR = 2, p("rating", "Dissatisfied")
        BAD = 1, p("rating", "Very dissatisfied")

    class Delivered(models.TextChoices):
        YES = "yes", p("delivered", "Yes, as announced")
        PARTLY = "partly", p("delivered", "Only in part")
        NO = "no", p("delivered", "No")
        UNSURE = "unsure", p("delivered", "I cannot say")

    class Channel(models.TextChoices):
        WEB = "web", p("rating", "By the person")
        PHONE = "phone", p("rating", "By telephone, entered by staff")
        PAPER = "paper", p("rating", "On paper, entered by staff")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="ratings")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    phone_index = BlindIndexField(source="phone")
    score = models.PositiveSmallIntegerField(_("How satisfied are you?"), choices=Score.choices)
    delivered = models.CharField(
        _("Was it delivered as announced?"), max_length=8, choices=Delivered.choices
    )
    received = EncryptedTextField(
        _("What did you get, or what do you see there now?"), max_length=300, blank=True, default=""
    )
    comment = EncryptedTextField(
        _("Anything else you would like to say"), max_length=1000, blank=True, default=""
    )
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.WEB)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"],
                condition=Q(user__isnull=False),
                name="rating_once_by_account",
            ),
            models.UniqueConstraint(
                fields=["project", "phone_index"],
                condition=~Q(phone_index=""),
                name="rating_once_by_phone",
            ),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="rating_in_range"),
            models.CheckConstraint(
                condition=Q(channel="web", entered_by__isnull=True)
                | (~Q(channel="web") & Q(entered_by__isnull=False)),
                name="rating_entry_is_labelled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.score}"

    @property
    def is_low(self) -> bool:
        return self.score <= LOW or self.delivered == self.Delivered.NO

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    def reveal_subject(self) -> Any:
        """Whose data it is, for "who looked at my data"."""
        return self.user

    def reveal_label(self) -> str:
        return self.project.code
