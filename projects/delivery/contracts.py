"""What was agreed with a vendor."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Vendor


class Contract(models.Model):
    """The contract of a project. `amount` is what was signed, in yuan; later changes, the
    settlement and all payments are in the ledger."""

    project = models.OneToOneField(MicroProject, models.PROTECT, related_name="contract")
    vendor = models.ForeignKey(
        Vendor, models.PROTECT, related_name="contracts", verbose_name=_("Vendor")
    )
    number = models.CharField(_("Number of the contract"), max_length=60)
    amount = models.DecimalField(
        _("Contract (yuan)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(1)]
    )
    signed_on = models.DateField(_("Signed on"), default=timezone.localdate)
    starts = models.DateField(_("Starts"))
    ends = models.DateField(_("To be finished by"))
    choice_reason = models.CharField(_("Why this vendor"), max_length=300, blank=True, default="")
    few_quotes_reason = models.CharField(
        _("Why fewer offers than usual"), max_length=300, blank=True, default=""
    )
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="contract_positive"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="contract_in_order"),
        ]
        indexes = [
            # vendor concentration, splitting watch
            models.Index(fields=["vendor", "signed_on"], name="contract_of_vendor")
        ]

    def __str__(self) -> str:
        return self.number


class ContractItem(models.Model):
    """One line of the unit-price list, against which the panel accepts later."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Item"), max_length=120)
    unit = models.CharField(_("Unit"), max_length=20, blank=True, default="")
    quantity = models.DecimalField(_("Quantity"), max_digits=12, decimal_places=3)
    unit_price = models.DecimalField(_("Unit price (yuan)"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "position"], name="item_in_order"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_price__gte=0), name="item_counts"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def total(self) -> Decimal:
        """Quantity times price, to the fen."""
        return (self.quantity * self.unit_price).quantize(Decimal("0.01"))
