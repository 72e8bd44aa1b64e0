"""Who may carry projects out, what they offer, and who has an interest in it."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.scope import ScopedModel
from projects.delivery.models import MicroProject


class Vendor(ScopedModel):
    """One firm, organisation or public body that carries projects out in a district.

    Public throughout: name and registration number of a body, never of a person.
    """

    class Kind(models.TextChoices):
        FIRM = "firm", _("Firm")
        SOCIAL = "social", _("Social organisation")
        PUBLIC = "public", _("Public body")
        GROUP = "group", _("Residents' group")

    name = models.CharField(_("Name of the vendor"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices, default=Kind.FIRM)
    credit_code = models.CharField(
        _("Unified social credit code"), max_length=18, blank=True, default=""
    )
    phone = models.CharField(_("Office telephone"), max_length=40, blank=True, default="")
    is_active = models.BooleanField(_("May be chosen"), default=True)
    remark = models.CharField(_("Remark"), max_length=200, blank=True, default="")

    class Meta(ScopedModel.Meta):
        verbose_name = _("vendor")
        verbose_name_plural = _("vendors")
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="vendor_once"),
            models.UniqueConstraint(
                fields=["area", "credit_code"],
                condition=~Q(credit_code=""),
                name="vendor_code_once",
            ),
        ]
        indexes = [models.Index(fields=["district", "name"], name="vendor_of_district")]

    def __str__(self) -> str:
        return self.name


class StandingOffers(models.Manager["Quotation"]):
    """Offers that were not taken back; what everything but the record goes by."""

    def get_queryset(self) -> models.QuerySet["Quotation"]:
        return super().get_queryset().filter(removed_at=None)


class Quotation(models.Model):
    """One vendor's offer for one project, in yuan. One taken back stays on record with why."""

    project = models.ForeignKey(MicroProject, models.CASCADE, related_name="quotations")
    vendor = models.ForeignKey(
        Vendor, models.PROTECT, related_name="quotations", verbose_name=_("Vendor")
    )
    amount = models.DecimalField(
        _("Offer (yuan)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(1)]
    )
    on = models.DateField(_("Date"), default=timezone.localdate)
    remark = models.CharField(_("What it holds"), max_length=300, blank=True, default="")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    removed_why = models.CharField(_("Why"), max_length=300, blank=True, default="")

    objects = StandingOffers()
    on_record: ClassVar[models.Manager["Quotation"]] = models.Manager()

    class Meta:
        ordering = ["amount", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "vendor"], condition=Q(removed_at=None), name="quotation_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | ~Q(removed_why=""), name="quotation_removed_why"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="quotation_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.vendor_id}: {self.amount}"


class InterestDeclaration(models.Model):
    """What one of those who buy declared about interests in the vendors (利益冲突声明)."""

    project = models.ForeignKey(MicroProject, models.CASCADE, related_name="declarations")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    has_interest = models.BooleanField(_("I have an interest in one of the vendors"))
    text = models.CharField(_("Which one"), max_length=300, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "by"], name="declared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.by_id}"
