"""How the work goes on: dated milestones and notes, with pictures of the thing."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from projects.delivery.models import MicroProject


class Milestone(models.Model):
    """One thing to be reached by a day."""

    project = models.ForeignKey(MicroProject, models.CASCADE, related_name="milestones")
    title = models.CharField(p("milestone", "What is to be reached"), max_length=120)
    due_on = models.DateField(_("By when"))
    reached_on = models.DateField(_("Reached on"), null=True, blank=True)
    reached_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.reached_on is None and self.due_on < timezone.localdate()


class ProgressNote(models.Model):
    """What was done by a day, in words for everybody; its pictures hang on it (core.files)."""

    class Stage(models.TextChoices):
        BEFORE = "before", _("Before the work")
        DURING = "during", _("During the work")
        AFTER = "after", _("After the work")

    project = models.ForeignKey(MicroProject, models.CASCADE, related_name="progress_notes")
    stage = models.CharField(_("When"), max_length=6, choices=Stage.choices, default=Stage.DURING)
    on = models.DateField(_("Date"), default=timezone.localdate)
    text = models.TextField(_("What was done"), max_length=1000)
    percent = models.PositiveSmallIntegerField(_("Done so far (%)"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="progress_percent"
            )
        ]
        indexes = [models.Index(fields=["project", "-on"], name="progress_of_project")]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.on}"

    @property
    def pictures(self) -> Any:
        """Its pictures, when `with_pictures` has fetched them."""
        return getattr(self, "_pictures", [])
