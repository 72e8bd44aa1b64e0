"""Calls for proposals (征集): what is open now is what these rows say, nothing else."""

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import ScopedModel, ScopedQuerySet, within
from projects.delivery.kinds import Category, ProjectKind
from projects.proposals.kinds import Voting


class CallQuerySet(ScopedQuerySet):
    """Rows of CallForProposals."""

    def visible_to(self, user: Any) -> Self:
        """Published ones are for everybody; drafts for whoever manages calls there."""
        if not user.pk:
            return self.published()
        managed = within(user.areas_where("calls.manage"))
        return self.filter(Q(published_at__isnull=False) | managed)

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def open_on(self, day: dt.date) -> Self:
        """Published, begun, and neither over nor ended early."""
        rows = self.published().filter(opens_on__lte=day, ended_at__isnull=True)
        return rows.filter(Q(closes_on__isnull=True) | Q(closes_on__gte=day))

    def for_area(self, area: Area) -> Self:
        """Calls of this area or of one that holds it."""
        return self.filter(area__code__in=area.path.strip("/").split("/"))


class CallForProposals(ScopedModel):
    """One call: an area asks its residents what is missing, for a time or all year."""

    code = models.CharField(_("Number"), max_length=24, unique=True)
    title = models.CharField(_("Title"), max_length=60)
    text = models.TextField(_("What is asked for"), max_length=2000)
    opens_on = models.DateField(_("Opens on"), default=timezone.localdate)
    closes_on = models.DateField(
        _("Closes on"), null=True, blank=True, help_text=_("Leave it empty if open all year.")
    )
    kinds: ClassVar[Any] = ArrayField(
        models.CharField(max_length=10, choices=ProjectKind.choices),
        verbose_name=_("Only these kinds"),
        default=list,
        blank=True,
    )
    categories: ClassVar[Any] = ArrayField(
        models.CharField(max_length=20, choices=Category.choices),
        verbose_name=_("Only these categories"),
        default=list,
        blank=True,
    )
    budget = models.DecimalField(
        _("About so much money is there (yuan)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(1))],
    )
    voting = models.CharField(
        _("Who decides"), max_length=10, choices=Voting.choices, default=Voting.NONE
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = _("call for proposals")
        verbose_name_plural = _("calls for proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="call_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gt=0), name="call_budget_positive"
            ),
        ]
        indexes = [
            # queries.open_calls and the public list: newest first
            models.Index(
                fields=["-opens_on", "-id"],
                name="call_public",
                condition=Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("calls:detail", args=[self.code])

    @property
    def phase(self) -> str:
        """draft, coming, open or over: told by the dates alone."""
        day = timezone.localdate()
        if self.published_at is None:
            return "draft"
        if self.ended_at is not None or (self.closes_on is not None and self.closes_on < day):
            return "over"
        return "coming" if self.opens_on > day else "open"

    @property
    def is_open(self) -> bool:
        return self.phase == "open"

    @property
    def kind_labels(self) -> list[Any]:
        return [ProjectKind(kind).label for kind in self.kinds]

    @property
    def category_labels(self) -> list[Any]:
        return [Category(category).label for category in self.categories]
