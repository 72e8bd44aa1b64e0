"""The rules of an area for its projects, inherited down the tree until set lower down."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import ExpressionWrapper, F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Length
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area


@dataclass(frozen=True)
class Rules:
    """The rules in force somewhere. The values here hold where no area sets its own.

    None of them is verified against the text of a regulation (DOMAIN 14), so each is a setting.
    """

    screening_days: int = 5  # working days, as all without another unit
    publish_days: int = 5
    notice_days: int = 5
    fast_notice_days: int = 3
    report_days: int = 5
    review_days: int = 10
    fast_review_days: int = 3
    procure_start_days: int = 10
    procurement_days: int = 20
    acceptance_days: int = 10
    settlement_days: int = 30
    evaluation_days: int = 15  # days
    ratify_days: int = 15  # after an emergency approval: vote and notice
    look_back_days: int = 90  # days after closing
    fast_track_below: Decimal = Decimal("10000")  # yuan
    change_percent: int = 10  # a larger change of the price goes back to the council
    quotes: int = 3
    panel: int = 3
    panel_residents: int = 1
    paid_before_acceptance: int = 100  # percent of the contract, advances and progress payments
    retention_percent: Decimal = Decimal("3")  # at most, 建质〔2017〕138号
    ratings: int = 3  # wanted before closing, unless the period is over
    splitting_days: int = 365  # days
    splitting_percent: int = 60  # titles that are alike to this part
    ballot_days: int = 1  # days, at least, from the opening of a residents' vote to its end


NAMES = tuple(rule.name for rule in fields(Rules))


def _number(label: Any, longest: int = 365, least: int = 1) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(least), MaxValueValidator(longest)],
    )


class ProjectSettings(models.Model):
    """What one area sets for its projects and for all areas below it; empty means inherited."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="+", verbose_name=_("Area"))
    screening_days = _number(_("Screen a proposal within (working days)"))
    publish_days = _number(_("Publish the notice within (working days)"))
    notice_days = _number(_("A notice lasts (working days)"), 60)
    fast_notice_days = _number(_("A notice on the fast track lasts (working days)"), 60)
    report_days = _number(_("Report to the subdistrict within (working days)"))
    review_days = _number(_("The subdistrict decides within (working days)"))
    fast_review_days = _number(_("On the fast track it decides within (working days)"))
    procure_start_days = _number(_("Begin procurement within (working days)"))
    procurement_days = _number(_("Procurement takes at most (working days)"))
    acceptance_days = _number(_("Accept within (working days)"))
    settlement_days = _number(_("Settle within (working days)"))
    evaluation_days = _number(_("Residents may rate for (days)"))
    ratify_days = _number(_("Vote and notice after an emergency within (working days)"))
    look_back_days = _number(_("Look back after closing (days)"), 1000)
    fast_track_below = models.DecimalField(
        _("Fast track below (yuan)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    change_percent = _number(_("Changes above this share go to the council (%)"), 100, 0)
    quotes = _number(_("Quotes wanted"), 20)
    panel = _number(_("Members of an acceptance panel, at least"), 20, 3)
    panel_residents = _number(_("Residents among them, at least"), 20)
    paid_before_acceptance = _number(
        _("Paid before the panel accepted, at most (% of the contract)"), 100, 0
    )
    retention_percent = models.DecimalField(
        _("Retention money, at most (%)"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(3)],
    )
    ratings = _number(_("Ratings wanted before closing"), 1000, 0)
    splitting_days = _number(_("Watch for splitting over (days)"), 3650)
    splitting_percent = _number(_("Titles count as alike from (%)"), 100)
    ballot_days = _number(_("A residents' vote is open for at least (days)"), 60)

    class Meta:
        verbose_name = _("project settings")
        verbose_name_plural = _("project settings")

    def __str__(self) -> str:
        return f"{self.area}"


def _merged(rows: Iterable[ProjectSettings]) -> Rules:
    rules = Rules()
    for row in rows:
        own = {name: getattr(row, name) for name in NAMES}
        rules = replace(rules, **{k: v for k, v in own.items() if v is not None})
    return rules


def rules_for(area: Area) -> Rules:
    """The rules of an area: its own settings over those of its ancestors. One query."""
    rows = ProjectSettings.objects.filter(area__code__in=area.path.strip("/").split("/"))
    return _merged(rows.order_by(Length("area__path")))


def in_force(name: str) -> Coalesce:
    """One rule as it holds for each of many rows with an area, read in the query of the rows."""
    field = ProjectSettings._meta.get_field(name)
    own = ProjectSettings.objects.filter(**{f"{name}__isnull": False})
    # the row's area lies in the one that sets the rule; the nearest of these counts
    place = ExpressionWrapper(OuterRef("area__path"), output_field=TextField())
    around = own.alias(place=place).filter(place__startswith=F("area__path"))
    nearest = around.order_by(Length("area__path").desc()).values(name)[:1]
    return Coalesce(Subquery(nearest), Value(getattr(Rules, name), output_field=field))
