"""What enterprises, charities and neighbours add to a project."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from projects.funding.kinds import DonorKind, GiftForm


class SocialContribution(models.Model):
    """One gift to one project, promised and perhaps received (社会投入).

    The portal never takes money: ledger entries only record what was pledged and what came.
    Residents are never named; `donor` is an organisation's public name. `what` is public.
    """

    project = models.ForeignKey(
        "projects.MicroProject", models.PROTECT, related_name="contributions"
    )
    donor_kind = models.CharField(_("Who gives?"), max_length=12, choices=DonorKind.choices)
    donor = models.CharField(_("Name of the organisation"), max_length=80, blank=True)
    form = models.CharField(_("Money or in kind?"), max_length=8, choices=GiftForm.choices)
    what = models.CharField(_("What is given"), max_length=120, blank=True)
    amount = models.DecimalField(
        _("Value (yuan)"),
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="contribution_positive"),
            models.CheckConstraint(
                condition=~Q(donor_kind=DonorKind.RESIDENTS) | Q(donor=""),
                name="contribution_names_no_resident",
            ),
            models.CheckConstraint(
                condition=~Q(form=GiftForm.IN_KIND) | ~Q(what=""),
                name="contribution_in_kind_says_what",
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """The organisation, or only what kind of people gave."""
        return self.donor or self.get_donor_kind_display()
