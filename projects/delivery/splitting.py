"""Suspected splits: two projects that together are over the cap (DOMAIN 1.5).

Same community, and the same vendor or titles that sound alike, within a year, and together over
what one project may cost. The vendor is known from the offers on: the lowest one stands for the
contract until there is one. Titles are compared by `similarity` of pg_trgm, which finds letters in
Chinese only where the database's locale knows them: the builtin C.UTF-8 does, plain C does not
(system check linli.E301).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import (
    BigIntegerField,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as p

from core.accounts.models import User
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Quotation
from projects.funding.queries import cap_for

LEFT_OUT = ("rejected", "withdrawn", "terminated")


class SplittingFlag(models.Model):
    """One pair of projects that looks like one project in two parts, and what was said to it."""

    class Why(models.TextChoices):
        TITLE = "title", p("split", "The titles sound alike")
        VENDOR = "vendor", p("split", "The same vendor")

    class Verdict(models.TextChoices):
        OPEN = "", p("split", "To be answered")
        CLEARED = "cleared", p("split", "Two different matters")
        UPHELD = "upheld", p("split", "One project in parts")

    project = models.ForeignKey(MicroProject, models.PROTECT, related_name="splitting_flags")
    other = models.ForeignKey(MicroProject, models.PROTECT, related_name="splitting_flags_of_later")
    why = models.CharField(max_length=6, choices=Why.choices)
    score = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    together = models.DecimalField(_("Together (yuan)"), max_digits=14, decimal_places=2)
    cap = models.DecimalField(_("Cap (yuan)"), max_digits=14, decimal_places=2)
    raised_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(
        _("What it is"), max_length=8, choices=Verdict.choices, blank=True, default=""
    )
    reason = models.CharField(_("Reason"), max_length=600, blank=True, default="")
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("suspected split")
        verbose_name_plural = _("suspected splits")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "other", "why"], name="flag_once"),
            # the later one is flagged, so that a pair has one row
            models.CheckConstraint(condition=Q(project_id__gt=F("other_id")), name="flag_ordered"),
            models.CheckConstraint(
                condition=Q(verdict="", answered_at__isnull=True)
                | (~Q(verdict="") & ~Q(reason="") & Q(answered_at__isnull=False)),
                name="flag_answered_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["raised_at"], name="flag_open", condition=Q(verdict=""))]

    def __str__(self) -> str:
        return f"{self.project_id} + {self.other_id}"


@dataclass(frozen=True)
class Suspicion:
    """One pair that should be flagged. Amounts in yuan."""

    later: MicroProject
    earlier: MicroProject
    why: str
    score: Decimal | None
    together: Decimal
    cap: Decimal


def _normal(title: Any) -> Func:
    """One spelling for full-width and half-width characters."""
    return Func(title, template="normalize(%(expressions)s, NFKC)", output_field=TextField())


def _with_builder() -> QuerySet[Any]:
    """Projects with whoever builds them: by the contract, before it by the lowest offer."""
    lowest = Quotation.objects.filter(project=OuterRef("pk")).order_by("amount", "pk")
    return MicroProject.objects.annotate(
        builder=Coalesce(
            "contract__vendor",
            Subquery(lowest.values("vendor")[:1]),
            output_field=BigIntegerField(),
        )
    )


def suspicions(project: MicroProject) -> Iterator[Suspicion]:
    """Every pair this project is part of that should be flagged now; four queries."""
    year = timezone.localdate(project.created_at).year
    cap = cap_for(project.area, year, project.kind)
    if cap is None or project.status in LEFT_OUT:
        return
    window = dt.timedelta(days=project.rules.splitting_days)
    least = project.rules.splitting_percent / 100
    own = _with_builder().values_list("builder", flat=True).get(pk=project.pk)
    near = (
        _with_builder()
        .filter(
            area_id=project.area_id,
            created_at__range=(project.created_at - window, project.created_at + window),
            budget__gt=cap - project.budget,
        )
        .exclude(pk=project.pk)
        .exclude(status__in=LEFT_OUT)
        .annotate(alike=TrigramSimilarity(_normal(F("title")), _normal(Value(project.title))))
        .filter(Q(alike__gte=least) | Q(builder__isnull=False, builder=own))
        .order_by("pk")
    )
    for other in near:
        together = project.budget + other.budget
        later, earlier = sorted((project, other), key=lambda row: -row.pk)
        if other.alike >= least:
            score = Decimal(other.alike).quantize(Decimal("0.01"))
            yield Suspicion(later, earlier, SplittingFlag.Why.TITLE, score, together, cap)
        if own is not None and own == other.builder:
            yield Suspicion(later, earlier, SplittingFlag.Why.VENDOR, None, together, cap)


def flags_about(project: Any) -> Any:
    """The flags in which a project is either half, with both projects."""
    rows = SplittingFlag.objects.filter(Q(project=project) | Q(other=project))
    return rows.select_related("project", "other", "answered_by")
