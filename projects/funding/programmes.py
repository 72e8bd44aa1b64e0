"""Programmes and their yearly books."""

from decimal import Decimal

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.areas.models import Area
from core.areas.scope import ScopedModel
from projects.funding.kinds import ProgrammeKind, Unspent


class FundProgramme(models.Model):
    """One source of public money in a district, such as 民生微实事; its yearly books hold it."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("District"))
    code = models.CharField(
        _("Letters in front of its books"),
        max_length=6,
        validators=[RegexValidator(r"^[A-Z]{2,6}\Z")],
    )
    name = models.CharField(pgettext_lazy("programme", "Name"), max_length=60)
    kind = models.CharField(_("Kind"), max_length=20, choices=ProgrammeKind.choices)
    floor = models.DecimalField(
        _("At least, for each community and year (yuan)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    for_projects = models.BooleanField(_("May pay for micro-projects"), default=False)
    unspent = models.CharField(
        _("What is free at the end of the year"),
        max_length=10,
        choices=Unspent.choices,
        default=Unspent.CARRIED,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="programme_once_in_area"),
            models.CheckConstraint(
                condition=models.Q(floor__isnull=True) | models.Q(floor__gte=0),
                name="programme_floor_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name; what others give is our own word, in the reader's language."""
        social = self.kind == ProgrammeKind.SOCIAL
        return str(self.get_kind_display()) if social else self.name


class FundAllocation(ScopedModel):
    """One book: the money of a programme for an area and a calendar year.

    What it holds is the sum of its ledger entries; nothing here says an amount. Its row is
    what writers of entries lock.
    """

    programme = models.ForeignKey(
        FundProgramme, models.PROTECT, related_name="books", verbose_name=_("Programme")
    )
    year = models.PositiveSmallIntegerField(
        _("Year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    code = models.CharField(_("Number"), max_length=40, unique=True, editable=False)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["programme", "area", "year"], name="book_once")
        ]
        indexes = [
            # the books of a scope and year, by number: staff list, budget pages, API
            models.Index(fields=["district", "year", "code"], name="book_of_district"),
            models.Index(fields=["subdistrict", "year", "code"], name="book_of_subdistrict"),
            models.Index(fields=["community", "year", "code"], name="book_of_community"),
            # queries.books_for: the books of an area and of those above it
            models.Index(fields=["area", "year"], name="book_of_area"),
        ]
        triggers = [
            *ScopedModel.Meta.triggers,
            # its number stands in the hash of every entry
            pgtrigger.ReadOnly(
                name="book_stays_itself", fields=["programme", "area", "year", "code"]
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("funding:book", args=[self.code])
