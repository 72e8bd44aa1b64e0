"""Caps in principle (原则上不超过), and the exceptions from them."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import ScopedModel
from projects.funding.kinds import ProjectKind


def _yuan(label: object) -> models.DecimalField:
    return models.DecimalField(
        label,
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(1))],
    )


class FundCap(models.Model):
    """How much one project of a kind, and one community a year, may use in an area in principle.

    Holds for the area and all below it that have none of their own, from its year on until a
    later year sets another. An empty kind means all kinds together.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("Area"))
    year = models.PositiveSmallIntegerField(
        _("From the year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    kind = models.CharField(_("Kind"), max_length=10, choices=ProjectKind.choices, blank=True)
    per_project_max = _yuan(_("At most for one project (yuan)"))
    per_year_max = _yuan(_("At most for one community in a year (yuan)"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "kind"], name="cap_once"),
            models.CheckConstraint(
                condition=Q(per_project_max__gt=0) | Q(per_year_max__gt=0),
                name="cap_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year} {self.kind}"


class CapException(ScopedModel):
    """One asked-for exception from a cap: why, up to what amount, and what another person said."""

    class Decision(models.TextChoices):
        OPEN = "", _("To be decided")
        APPROVED = "approved", _("Approved")
        DECLINED = "declined", _("Declined")

    project = models.ForeignKey(
        "projects.MicroProject", models.PROTECT, related_name="cap_exceptions"
    )
    amount = models.DecimalField(
        _("Up to (yuan)"),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    reason = models.CharField(_("Why the cap is not enough"), max_length=500)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(
        _("The decision"),
        max_length=10,
        choices=Decision.choices,
        blank=True,
        default=Decision.OPEN,
    )
    decision_note = models.CharField(_("Why"), max_length=500, blank=True, default="")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="exception_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    decision__in=["approved", "declined"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="exception_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(reason=""), name="exception_has_reason"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(decision=""), name="exception_asked_once_at_a_time"
            ),
        ]
        indexes = [
            # the list of one's scope, newest first
            models.Index(fields=["district", "-id"], name="exception_of_district"),
            models.Index(fields=["subdistrict", "-id"], name="exception_of_subdistrict"),
            models.Index(fields=["community", "-id"], name="exception_of_community"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.amount}"
