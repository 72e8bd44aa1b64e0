"""What the screener found: the list of exclusions, kind, category, budget, a look at the place."""

from decimal import Decimal
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from projects.delivery.kinds import Category, ProjectKind
from projects.proposals.kinds import Exclusion
from projects.proposals.models import Proposal


class Screening(models.Model):
    """The look at one proposal; it can be filled in over several days until the decision."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="screening")
    cleared: ClassVar[Any] = ArrayField(
        models.CharField(max_length=16, choices=Exclusion.choices),
        verbose_name=_("Checked: none of this applies"),
        default=list,
        blank=True,
    )
    kind = models.CharField(
        _("Kind"), max_length=10, choices=ProjectKind.choices, blank=True, default=""
    )
    category = models.CharField(
        _("Category"), max_length=20, choices=Category.choices, blank=True, default=""
    )
    budget = models.DecimalField(
        _("Rough budget (yuan)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(1))],
    )
    visited_on = models.DateField(_("Looked at on"), null=True, blank=True)
    visit_note = models.CharField(_("What was seen there"), max_length=600, blank=True, default="")
    funded_elsewhere = models.BooleanField(
        _("Is it paid for from elsewhere?"), null=True, blank=True
    )
    funded_note = models.CharField(
        _("Where it was looked up, and what was found"), max_length=600, blank=True, default=""
    )
    by = models.ForeignKey(User, models.SET_NULL, null=True, editable=False, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gt=0),
                name="screening_budget_positive",
            ),
            models.CheckConstraint(
                condition=~Q(funded_elsewhere=True) | ~Q(funded_note=""),
                name="screening_funding_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}"

    @property
    def is_cleared(self) -> bool:
        """Whether every line of the list was ticked."""
        return set(self.cleared) == set(Exclusion.values)
