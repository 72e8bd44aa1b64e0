"""Livelihood micro-projects (民生微实事)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Estate
from core.areas.scope import ScopedQuerySet, within
from core.counters.versions import bump
from core.privacy.services import blind_indexes
from core.search.fields import BigramsField
from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.table import Workflow
from projects.delivery.buttons import makes_sense
from projects.delivery.kinds import Category, ProjectKind, Source
from projects.delivery.settings import Rules, in_force, rules_for
from projects.delivery.tellings import to_be_told
from projects.delivery.versions import PROJECTS
from projects.delivery.workflow import PROJECT


class ProjectQuerySet(ScopedQuerySet):
    """Rows of MicroProject."""

    def visible_to(self, user: Any) -> Self:
        """Every project is in the open from the shortlist on; nothing in it is personal."""
        return self.all()

    def in_areas_of(self, user: User) -> Self:
        """Only what one works on by a role: the staff list, its export, its figures."""
        return self.filter(within(user.areas_where("projects.see")))

    def with_parts(self) -> Self:
        """With what the permits ask of a row: `asked_price` of the change that waits, in yuan or
        None, and `fast_below`, the area's end of the fast track."""
        changes = self.model._meta.get_field("changes").related_model
        waiting = changes.objects.filter(project=OuterRef("pk"), outcome="")
        return self.annotate(
            asked_price=Subquery(waiting.values("new_price")[:1]),
            fast_below=in_force("fast_track_below"),
        )


class MicroProject(WorkflowModel):
    """One small livelihood project, from the shortlist to upkeep, in words for everybody.

    The ideas behind it, with the residents' own words and their contact data, are its proposals.
    Money is never a column here: `budget` is what the council agreed, all else is in the ledger.
    """

    workflow: ClassVar[Workflow] = PROJECT

    title = models.CharField(_("Title"), max_length=60)
    summary = models.TextField(_("What is to be done, and why"), max_length=2000)
    beneficiaries = models.CharField(_("Who benefits"), max_length=200, blank=True, default="")
    place = models.CharField(_("Where"), max_length=120, blank=True, default="")
    estate = models.ForeignKey(
        Estate, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Estate")
    )
    longitude = models.FloatField(_("Longitude"), null=True, blank=True)
    latitude = models.FloatField(_("Latitude"), null=True, blank=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=ProjectKind.choices)
    category = models.CharField(_("Category"), max_length=20, choices=Category.choices)
    source = models.CharField(
        _("Who brought the idea"), max_length=12, choices=Source.choices, default=Source.RESIDENT
    )
    budget = models.DecimalField(
        _("Budget (yuan)"), max_digits=14, decimal_places=2, validators=[MinValueValidator(1)]
    )
    responsible = models.CharField(
        _("Who answers for it"), max_length=60, blank=True, default="", help_text=_("An office.")
    )
    supervision_phone = models.CharField(
        _("Supervision telephone"), max_length=40, blank=True, default=""
    )
    is_fast_track = models.BooleanField(_("Fast track"), default=False)
    is_emergency = models.BooleanField(_("Emergency"), default=False, editable=False)
    ratify_by = models.DateField(null=True, blank=True, editable=False)
    first_passed_at = models.DateTimeField(null=True, blank=True, editable=False)
    voted_at = models.DateTimeField(null=True, blank=True, editable=False)
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    notice_ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    planned_start = models.DateField(_("Planned start"), null=True, blank=True)
    planned_finish = models.DateField(_("Planned finish"), null=True, blank=True)
    bigrams = BigramsField(sources=("code", "title", "summary", "place"))

    objects = ProjectQuerySet.as_manager()

    class Meta(WorkflowModel.Meta):
        verbose_name = _("micro-project")
        verbose_name_plural = _("micro-projects")
        constraints = [
            models.CheckConstraint(condition=Q(budget__gt=0), name="project_budget_positive"),
            # no path to the money without a vote and an ended notice, but the marked emergency's
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True)
                | Q(is_emergency=True, ratify_by__isnull=False)
                | Q(voted_at__isnull=False, notice_ended_at__isnull=False),
                name="project_approved_after_vote_and_notice",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed")
                | Q(closed_at__isnull=False, voted_at__isnull=False, notice_ended_at__isnull=False),
                name="project_closed_after_vote_and_notice",
            ),
        ]
        indexes = [
            # the staff list and the desk: by state, nearest deadline first
            models.Index(fields=["community", "status", "due_at"], name="project_staff_community"),
            models.Index(
                fields=["subdistrict", "status", "due_at"], name="project_staff_subdistrict"
            ),
            models.Index(fields=["district", "status", "due_at"], name="project_staff_district"),
            # the sweep that ends notices
            models.Index(
                fields=["status", "due_at"], name="project_due", condition=Q(due_at__isnull=False)
            ),
            # words, in the public list and the staff's: queries.narrowed
            GinIndex(fields=["bigrams"], name="project_bigrams"),
        ]

    @property
    def public_title(self) -> str:
        """The same for everybody: nothing in a project is personal."""
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("disclosure:project", args=[self.code])

    def get_staff_url(self) -> str:
        """Its file, for whoever works on it."""
        return reverse("delivery:file", args=[self.code])

    def get_step_url(self, step: str) -> str:
        """The form behind a button of the file."""
        return reverse("delivery:transition", args=[self.code, step])

    @cached_property
    def rules(self) -> Rules:
        """The rules in force here when first asked. A step works on a fresh row and asks anew."""
        return rules_for(self.area)

    def figures(self) -> dict[str, Decimal]:
        """The budget in yuan."""
        return {"yuan": self.budget}

    def facet(self) -> str:
        return str(self.kind)

    def offers(self, name: str, user: Any) -> bool:
        """No button for what would be refused: without money to move, before the council."""
        return makes_sense(self, name)

    def part_of(self, user: Any) -> str:
        """staff or resident: what the timeline shows instead of a name."""
        return "staff" if user.holds_role else "resident"

    def after_step(self, record: TransitionRecord) -> None:
        """Pages about projects are made anew, and followers hear of it (`services.telling`)."""
        to_be_told(record)
        bump(PROJECTS)

    def forerunners(self, kinds: frozenset[str]) -> Sequence[tuple[str, int]]:
        """The proposals it came from: who proposed and who screened count against later acts."""
        if "proposal" not in kinds:
            return ()
        return [("proposal", pk) for pk in self.proposals.values_list("pk", flat=True)]

    def acts_for(self, user: Any) -> Q:
        """A proposal typed in for somebody, or left with that person's phone, is theirs."""
        phone = blind_indexes(user.phone) if user.phone else []
        theirs = self.proposals.filter(Q(proposer=user) | Q(phone_index__in=phone))
        return Q(kind="proposal", name="submit", object_id__in=theirs.values("pk"))

    def is_own_act(self, record: TransitionRecord, user: Any) -> bool:
        """Typing in a form for somebody who can be reached is not proposing."""
        typed_in = record.kind == "proposal" and bool(record.on_behalf_of)
        return not (typed_in and record.actor_id == user.pk)
