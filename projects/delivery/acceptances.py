"""What a panel found when it looked at the thing, line by line, and who got what (DOMAIN 1.5)."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.masking import mask_name
from core.privacy.phones import validate_phone
from projects.delivery.contracts import ContractItem
from projects.delivery.models import MicroProject


class Acceptance(models.Model):
    """One sitting of a panel: its sheet stays open until the panel accepts or asks for mending.

    Afterwards nothing on it changes; a second look gets a sheet of its own.
    """

    class Outcome(models.TextChoices):
        OPEN = "", p("acceptance", "Open")
        ACCEPTED = "accepted", p("acceptance", "Accepted")
        RECTIFY = "rectify", p("acceptance", "To be put right")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="acceptances")
    on = models.DateField(_("Looked at on"), default=timezone.localdate)
    remark = models.CharField(_("What the panel says"), max_length=600, blank=True, default="")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    rectify_by = models.DateField(_("To be put right by"), null=True, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(outcome=""), name="one_sheet_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="acceptance_decided_once",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rectify") | Q(rectify_by__isnull=False),
                name="acceptance_mending_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.on}"

    @property
    def pictures(self) -> Any:
        """Its pictures, when `with_pictures` has fetched them."""
        return getattr(self, "_pictures", [])


class PanelMember(models.Model):
    """One person on a panel; in public only the part, never the name."""

    class Part(models.TextChoices):
        COMMUNITY = "community", p("panel", "Community")
        SUBDISTRICT = "subdistrict", p("panel", "Subdistrict")
        ENGINEER = "engineer", p("panel", "Engineer")
        RESIDENT = "resident", p("panel", "Resident")
        SUPERVISION = "supervision", p("panel", "Supervision committee")

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="members")
    name = EncryptedTextField(p("person", "Name"), max_length=60)
    part = models.CharField(_("For whom"), max_length=12, choices=Part.choices)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Account")
    )
    signed = models.BooleanField(_("Signed"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["acceptance", "user"],
                condition=Q(user__isnull=False),
                name="panel_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.acceptance_id}: {self.part}"

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)


class AcceptanceLine(models.Model):
    """One item of the contract as the panel found it; `ok` is empty until it was looked at."""

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(ContractItem, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("Item"), max_length=120)
    unit = models.CharField(_("Unit"), max_length=20, blank=True, default="")
    agreed = models.DecimalField(p("sheet", "Agreed"), max_digits=12, decimal_places=3)
    found = models.DecimalField(
        p("sheet", "Found"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    ok = models.BooleanField(_("In order"), null=True, blank=True)
    defect = models.CharField(_("What is wrong"), max_length=300, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "position"], name="line_in_order"),
            models.CheckConstraint(
                condition=~Q(ok=False) | ~Q(defect=""), name="line_defect_is_named"
            ),
            models.CheckConstraint(
                condition=Q(ok__isnull=True) | Q(found__isnull=False), name="line_was_counted"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """One person confirms one item, by its name: not "received", but what (DOMAIN 1.5).

    Made by the person with an account, or entered by staff and labelled so; whoever is named
    with a phone is told.
    """

    class How(models.TextChoices):
        ACCOUNT = "account", p("receipt", "By the person")
        PHONE = "phone", p("receipt", "By telephone, entered by staff")
        PAPER = "paper", p("receipt", "On paper, entered by staff")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="receipts")
    item = models.ForeignKey(ContractItem, models.PROTECT, null=True, related_name="receipts")
    item_name = models.CharField(_("What was received"), max_length=120)
    quantity = models.DecimalField(
        _("How much"), max_digits=12, decimal_places=3, validators=[MinValueValidator(0)]
    )
    name = EncryptedTextField(p("person", "Name"), max_length=60)
    phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    phone_index = BlindIndexField(source="phone")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    how = models.CharField(_("How it was confirmed"), max_length=8, choices=How.choices)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "item_name", "user"],
                condition=Q(user__isnull=False),
                name="receipt_once_by_account",
            ),
            models.UniqueConstraint(
                fields=["project", "item_name", "phone_index"],
                condition=~Q(phone_index=""),
                name="receipt_once_by_phone",
            ),
            models.CheckConstraint(
                condition=Q(how="account") | Q(entered_by__isnull=False),
                name="receipt_entry_is_labelled",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="receipt_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.item_name}"

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)
