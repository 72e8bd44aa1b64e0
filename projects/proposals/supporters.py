"""Who stands behind a proposal: authors and supporters, each person once."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.phones import validate_phone
from projects.proposals.kinds import Basis
from projects.proposals.models import Proposal

_COUNTED = Q(counted_in__isnull=False)


class Supporter(models.Model):
    """One person behind one proposal, as its author or as a supporter.

    A person is known by account; without one by phone; without either by name and door, as staff
    wrote them down. Merging leaves `proposal` as it was and moves `counted_in`; whoever stood
    behind both counts once: the other row then counts nowhere.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supporters")
    counted_in = models.ForeignKey(Proposal, models.CASCADE, null=True, related_name="standing")
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.SUPPORTER)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    contact_phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    phone_index = BlindIndexField(source="contact_phone")
    known_as = EncryptedTextField(
        _("Name and door"), max_length=120, blank=True, default="", help_text="without a phone"
    )
    name_index = BlindIndexField(source="known_as", purpose="supporter")
    by_staff = models.BooleanField(default=False, editable=False)
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    first_of_year = models.BooleanField(
        default=False, editable=False, help_text="this person's first support of the year"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    purged_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("supporter")
        verbose_name_plural = _("supporters")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=[place, who], condition=condition, name=f"supporter_{who}_{name}"
            )
            for place, name, whole in (
                ("proposal", "once", Q()),
                ("counted_in", "counts_once", _COUNTED),
            )
            for who, condition in (
                ("user", whole & Q(user__isnull=False)),
                ("phone_index", whole & ~Q(phone_index="")),
                ("name_index", whole & ~Q(name_index="")),
            )
        ] + [
            models.CheckConstraint(
                condition=Q(user__isnull=False)
                | ~Q(phone_index="")
                | ~Q(name_index="")
                | Q(purged_at__isnull=False),
                name="supporter_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(by_staff=False)
                | Q(entered_by__isnull=False)
                | Q(purged_at__isnull=False),
                name="supporter_by_staff_names_them",
            ),
        ]
        indexes = [
            # what one supports, newest first
            models.Index(fields=["user", "-id"], name="supporter_mine"),
            # services.is_first_of_year: the same person elsewhere
            models.Index(
                fields=["phone_index"], name="supporter_phone", condition=~Q(phone_index="")
            ),
            models.Index(fields=["name_index"], name="supporter_name", condition=~Q(name_index="")),
            # metrics by day
            models.Index(fields=["at"], name="supporter_day"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} · {self.basis} {self.pk}"
