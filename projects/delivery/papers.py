"""Numbered papers by which money moves: each of them counts once, whatever the project."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.areas.models import Area
from core.privacy.protection import append_only
from projects.delivery.models import MicroProject
from projects.delivery.paper_keys import key_of
from projects.delivery.procurement import Vendor


class NumberedPaper(models.Model):
    """One paper of one project: a voucher of the finance office that keeps the book, or an
    invoice of a vendor. The same paper used twice is the same money paid twice (DOMAIN 1.5).
    """

    class What(models.TextChoices):
        PAYMENT = "payment", p("paper", "Payment")
        REFUND = "refund", p("paper", "Money that came back")
        INVOICE = "invoice", p("paper", "Invoice")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="papers")
    what = models.CharField(max_length=8, choices=What.choices)
    number = models.CharField(max_length=60)
    key = models.GeneratedField(
        expression=key_of(F("number")), output_field=models.TextField(), db_persist=True
    )
    office = models.ForeignKey(
        Area, models.PROTECT, null=True, related_name="+", help_text="whose vouchers these are"
    )
    vendor = models.ForeignKey(
        Vendor, models.PROTECT, null=True, related_name="+", help_text="who wrote the invoice"
    )
    repeats = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="the first of its number, where two stood before numbers were watched",
    )
    amount = models.DecimalField(_("Amount (yuan)"), max_digits=14, decimal_places=2)
    on = models.DateField(_("Date"), default=timezone.localdate)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "key"],
                condition=Q(office__isnull=False, repeats=None),
                name="voucher_once",
            ),
            models.UniqueConstraint(
                fields=["vendor", "key"],
                condition=Q(vendor__isnull=False, repeats=None),
                name="invoice_once",
            ),
            models.CheckConstraint(
                condition=Q(what="invoice", vendor__isnull=False, office=None)
                | (~Q(what="invoice") & Q(vendor=None, office__isnull=False)),
                name="paper_has_a_keeper",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="paper_has_a_number"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return self.number
