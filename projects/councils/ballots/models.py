"""Residents' votes on projects: the ballot and what is on it."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import ScopedQuerySet, within
from core.workflow.models import WorkflowModel
from core.workflow.table import Workflow
from projects.councils.ballots import triggers
from projects.councils.ballots.workflow import BALLOT, PUBLIC
from projects.councils.kinds import BallotKind, Rule
from projects.proposals.calls import CallForProposals

MOST_ITEMS = 100


class BallotQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Open and past votes are for everybody; a draft for those who prepare it."""
        if not getattr(user, "pk", None):
            return self.filter(status__in=PUBLIC)
        mine = within(user.areas_where("councils.run"))
        return self.filter(Q(status__in=PUBLIC) | mine)


class Ballot(WorkflowModel):
    """One vote of an area's residents on projects. Its settings freeze when it opens."""

    workflow: ClassVar[Workflow] = BALLOT

    call = models.ForeignKey(
        CallForProposals,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="ballots",
        help_text="what it votes on came in by this call, which says what the vote is worth",
    )
    title = models.CharField(_("Title"), max_length=60)
    about = models.TextField(_("What it is about"), max_length=1000, blank=True, default="")
    kind = models.CharField(
        _("How residents vote"),
        max_length=10,
        choices=BallotKind.choices,
        default=BallotKind.APPROVAL,
    )
    rule = models.CharField(
        _("How it is counted"),
        max_length=16,
        choices=Rule.choices,
        default=Rule.EQUAL_SHARES,
    )
    budget = models.DecimalField(
        _("Budget (yuan)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(1)]
    )
    is_binding = models.BooleanField(
        _("Binding: the result counts like a vote of the council"), default=False
    )
    most_choices = models.PositiveSmallIntegerField(
        _("At most so many choices"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_ITEMS)],
    )
    entitled = models.PositiveIntegerField(_("How many may vote"), null=True, blank=True)
    opens_at = models.DateTimeField(_("Opens at"), null=True, blank=True, editable=False)
    closes_at = models.DateTimeField(_("Open until"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    counted_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    voted = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text="how many took part, by every way; known since the result was published",
    )

    objects = BallotQuerySet.as_manager()

    class Meta(WorkflowModel.Meta):
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.CheckConstraint(condition=Q(budget__gt=0), name="ballot_budget_positive"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"])
                | Q(closes_at__isnull=False, opened_at__isnull=False),
                name="ballot_open_has_days",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "status", "due_at"], name="ballot_community"),
            models.Index(fields=["status", "closes_at"], name="ballot_to_close"),
            models.Index(fields=["-id", "status"], name="ballot_newest"),
        ]
        triggers = [
            *WorkflowModel.Meta.triggers,
            triggers.settings_freeze(),
            triggers.result_stands(),
        ]

    @property
    def public_title(self) -> str:
        """The same for everybody; a draft is listed only to those who prepare it."""
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("councils:ballot", args=[self.code])

    def part_of(self, user: Any) -> str:
        return "staff"

    def facet(self) -> str:
        """What it decides: the axis of its figures."""
        return "binding" if self.is_binding else "advisory"

    @property
    def is_open(self) -> bool:
        """Whether a vote is taken now."""
        closes = self.closes_at
        return self.status == "open" and closes is not None and timezone.now() < closes

    def uncounted_sheets(self) -> bool:
        """Whether the newest count saw fewer votes than there are."""
        run = self.runs.filter(finished_at__isnull=False).order_by("-id").first()
        return run is None or run.votes != self.sheets.count()


class BallotItem(models.Model):
    """One project on a ballot at its price, and what became of it."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="items")
    project = models.ForeignKey(
        "projects.MicroProject", models.PROTECT, related_name="ballot_items"
    )
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("Title"), max_length=60)
    cost = models.DecimalField(
        _("Price (yuan)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    votes = models.PositiveIntegerField(pgettext_lazy("count", "Votes"), null=True, editable=False)
    won = models.BooleanField(null=True, editable=False)
    place = models.PositiveSmallIntegerField(null=True, editable=False)
    explanation = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("project on a ballot")
        verbose_name_plural = _("projects on a ballot")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "project"], name="ballot_project_once"),
            models.UniqueConstraint(fields=["ballot", "position"], name="ballot_order"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="ballot_cost_not_negative"),
        ]
        triggers = [triggers.items_freeze(), triggers.items_result_stands()]

    def __str__(self) -> str:
        return f"{self.position} {self.title}"


class TallyRun(models.Model):
    """One count, done in the background: of a ballot, or of an election that was brought as a
    Pabulib file (`source`). `result` holds what every project got, and why."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, null=True, related_name="runs")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    source = models.TextField(blank=True, default="")
    rule = models.CharField(_("How it is counted"), max_length=16, choices=Rule.choices)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, help_text="the worker's last sign of life")
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    votes = models.PositiveIntegerField(null=True)
    result = models.JSONField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        constraints = [
            models.CheckConstraint(
                condition=Q(ballot__isnull=False) | ~Q(source=""), name="tally_counts_something"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="tally_progress_percent"),
            # asked twice, the first is found
            models.UniqueConstraint(
                fields=["ballot"],
                condition=Q(finished_at__isnull=True, error="", ballot__isnull=False),
                name="tally_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["seen_at"],
                name="tally_unfinished",
                condition=Q(finished_at__isnull=True, error=""),
            ),
            models.Index(fields=["ballot", "-id"], name="tally_of_ballot"),
        ]
        triggers = [triggers.count_stands()]

    def __str__(self) -> str:
        return f"{self.title} · {self.rule}"

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None or self.error != ""
