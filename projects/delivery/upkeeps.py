"""Who looks after a thing once it is there, and whether it still works later (DOMAIN 1.3)."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from projects.delivery.models import MicroProject


class Upkeep(models.Model):
    """The duty to look after one closed project: an office, its telephone, how often, until when.

    `next_on` is the day by which somebody should have looked; it moves with each visit.
    """

    project = models.OneToOneField(MicroProject, models.PROTECT, related_name="upkeep")
    who = models.CharField(_("Who looks after it"), max_length=60, help_text=_("An office."))
    phone = models.CharField(_("Telephone"), max_length=40)
    every_months = models.PositiveSmallIntegerField(
        _("Looks every (months)"), validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(_("Until"))
    next_on = models.DateField()

    class Meta:
        verbose_name = _("upkeep")
        verbose_name_plural = _("upkeep duties")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="upkeep_in_order")
        ]
        indexes = [models.Index(fields=["next_on"], name="upkeep_next")]

    def __str__(self) -> str:
        return self.who

    @property
    def is_late(self) -> bool:
        today = timezone.localdate()
        return self.next_on < today <= self.until

    @property
    def is_due(self) -> bool:
        """Somebody should look today, or should have looked before."""
        return self.next_on <= timezone.localdate() <= self.until

    def in_months(self, day: dt.date) -> dt.date:
        """The same day so many months later, or the month's last."""
        month = day.month - 1 + self.every_months
        year, month = day.year + month // 12, month % 12 + 1
        first_of_next = dt.date(year + month // 12, month % 12 + 1, 1)
        return min(dt.date(year, month, 1) + dt.timedelta(day.day - 1), first_of_next - _DAY)


_DAY = dt.timedelta(days=1)


class UpkeepVisit(models.Model):
    """One look at the thing under upkeep: whether it works, and what was done. Public."""

    upkeep = models.ForeignKey(Upkeep, models.CASCADE, related_name="visits")
    on = models.DateField(_("Looked at on"), default=timezone.localdate)
    works = models.BooleanField(p("upkeep", "It works"), default=True)
    text = models.CharField(_("What was done"), max_length=300, blank=True, default="")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(works=True) | ~Q(text=""), name="visit_fault_is_named"
            )
        ]

    def __str__(self) -> str:
        return f"{self.upkeep_id}: {self.on}"


class LookBack(models.Model):
    """The look back at a closed project, some ninety days later: one task, one short form."""

    class Use(models.TextChoices):
        MUCH = "much", p("look back", "Used a lot")
        SOME = "some", p("look back", "Used now and then")
        LITTLE = "little", p("look back", "Hardly used")

    project = models.OneToOneField(MicroProject, models.PROTECT, related_name="look_back")
    due_on = models.DateField()
    works = models.BooleanField(_("Is it there and does it work?"), null=True)
    use = models.CharField(
        _("Is it used?"), max_length=8, choices=Use.choices, blank=True, default=""
    )
    text = models.CharField(_("What people say about it"), max_length=600, blank=True, default="")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True)
                | (Q(works__isnull=False) & ~Q(use="") & ~Q(text="")),
                name="look_back_is_whole",
            )
        ]
        indexes = [models.Index(fields=["due_on"], name="look_back_due", condition=Q(done_on=None))]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.due_on}"

    @property
    def is_due(self) -> bool:
        """It is to be answered today, or should have been before."""
        return self.done_on is None and self.due_on <= timezone.localdate()

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()
