"""What somebody asked to change about a contract, and what was decided (DOMAIN 1.6 rule 5)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from projects.delivery.models import MicroProject


class ChangeRequest(models.Model):
    """One change asked for. Amounts are the whole contract in yuan, before and after.

    `base` is what the size of the change is measured by: the contract as signed or as the council
    last agreed to it, so that many small changes are not a way round the council.
    """

    class Outcome(models.TextChoices):
        OPEN = "", p("change", "To be decided")
        AGREED = "agreed", p("change", "Agreed")
        REFUSED = "refused", p("change", "Refused")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="changes")
    base = models.DecimalField(max_digits=14, decimal_places=2)
    old_price = models.DecimalField(_("Contract so far (yuan)"), max_digits=14, decimal_places=2)
    new_price = models.DecimalField(
        _("Contract after the change (yuan)"),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    new_finish = models.DateField(_("To be finished by"), null=True, blank=True)
    reason = models.CharField(_("Why"), max_length=2000)
    plan = models.CharField(_("What is to change"), max_length=1000, blank=True, default="")
    needs_council = models.BooleanField(_("The council decides"))
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change of the contract")
        verbose_name_plural = _("changes of the contract")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(outcome=""), name="one_change_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(new_price__gt=0, old_price__gt=0, base__gt=0), name="change_positive"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="change_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.old_price} → {self.new_price}"

    @property
    def difference(self) -> Decimal:
        """Yuan more (or less, below zero) than so far."""
        return self.new_price - self.old_price
