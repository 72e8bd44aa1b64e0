"""What it came to in the end, and what was paid."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from projects.delivery.models import MicroProject


class Settlement(models.Model):
    """The final cost of a project as settled, in yuan; `retention` is held back of it."""

    project = models.OneToOneField(MicroProject, models.PROTECT, related_name="settlement")
    final = models.DecimalField(
        _("Final cost (yuan)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    reduction = models.DecimalField(_("Reduced by (yuan)"), max_digits=14, decimal_places=2)
    reason = models.CharField(_("Why it was reduced"), max_length=300, blank=True, default="")
    retention = models.DecimalField(
        _("Retention money (yuan)"),
        max_digits=14,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0)],
    )
    retention_until = models.DateField(_("Warranty until"), null=True, blank=True)
    released_at = models.DateTimeField(null=True, editable=False)
    auditor = models.CharField(_("Cost audit by"), max_length=120, blank=True, default="")
    invoice = models.CharField(_("Invoice number"), max_length=60, blank=True, default="")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(final__gte=0, reduction__gte=0, retention__gte=0),
                name="settlement_not_negative",
            ),
            # 建质〔2017〕138号: at most three percent, a day until which it is held
            models.CheckConstraint(
                condition=Q(retention__lte=F("final") * Decimal("0.03"))
                & (Q(retention=0) | Q(retention_until__isnull=False)),
                name="settlement_retention",
            ),
            models.CheckConstraint(
                condition=Q(reduction=0) | ~Q(reason=""), name="settlement_reduction_reason"
            ),
        ]
        indexes = [
            # the reminder to release what is held back
            models.Index(
                fields=["retention_until"],
                name="settlement_held",
                condition=Q(released_at=None, retention__gt=0),
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.final}"


class Payment(models.Model):
    """One payment as finance recorded it; its voucher number keeps it from being made twice."""

    class Purpose(models.TextChoices):
        ADVANCE = "advance", _("Advance")
        PROGRESS = "progress", _("For work done so far")
        FINAL = "final", _("Final payment")
        RETENTION = "retention", _("Retention money")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="payments")
    purpose = models.CharField(_("What for"), max_length=10, choices=Purpose.choices)
    amount = models.DecimalField(
        _("Amount (yuan)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    on = models.DateField(_("Paid on"), default=timezone.localdate)
    voucher = models.CharField(_("Voucher number"), max_length=40)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "voucher"], name="payment_voucher_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
        ]

    def __str__(self) -> str:
        return self.voucher
