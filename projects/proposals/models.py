"""Proposals: what residents say is missing, in their own words."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.areas.models import Estate
from core.numbers.codes import readable
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.phones import validate_phone
from core.search.fields import BigramsField
from core.workflow.models import TransitionRecord, WorkflowModel
from core.workflow.table import Workflow
from projects.delivery.amounts import HIGHEST_COST
from projects.delivery.kinds import Category, ProjectKind, Source
from projects.proposals.calls import CallForProposals
from projects.proposals.indexes import PROPOSAL_INDEXES
from projects.proposals.kinds import Channel, NextDoor
from projects.proposals.scopes import ProposalQuerySet
from projects.proposals.states import SHOWN
from projects.proposals.workflow import PROPOSAL


class Proposal(WorkflowModel):
    """One thing somebody says is missing, from the first word to the shortlist (DOMAIN 1.3).

    `title`, `text` and `beneficiaries` are the proposer's own words, for staff; the public reads
    only `public_title` and `public_text`, which staff write when they have looked. Shortlisted,
    it belongs to a project; merged, to the proposal it was merged into.
    """

    workflow: ClassVar[Workflow] = PROPOSAL

    call = models.ForeignKey(
        CallForProposals, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    title = models.CharField(_("In a few words"), max_length=60)
    text = EncryptedTextField(_("What is missing?"), max_length=2000, blank=True, default="")
    public_title = models.CharField(_("Title for everybody"), max_length=60, blank=True, default="")
    public_text = models.CharField(_("Text for everybody"), max_length=600, blank=True, default="")
    public_since = models.DateTimeField(null=True, blank=True, editable=False)
    beneficiaries = models.CharField(_("Who benefits"), max_length=200, blank=True, default="")
    place = models.CharField(_("Where"), max_length=120, blank=True, default="")
    estate = models.ForeignKey(
        Estate, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Estate")
    )
    longitude = models.FloatField(
        _("Longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    latitude = models.FloatField(
        _("Latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    rough_cost = models.DecimalField(
        _("What does it cost, roughly? (yuan)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(HIGHEST_COST)],
    )
    kind = models.CharField(
        _("Kind"), max_length=10, choices=ProjectKind.choices, blank=True, default=""
    )
    category = models.CharField(
        _("Category"), max_length=20, choices=Category.choices, blank=True, default=""
    )
    bigrams = BigramsField(sources=("code", "title", "place", "public_title", "public_text"))

    source = models.CharField(
        _("Who brought the idea"), max_length=12, choices=Source.choices, default=Source.RESIDENT
    )
    source_name = models.CharField(
        _("Name of the station or unit"), max_length=60, blank=True, default=""
    )
    channel = models.CharField(
        _("How it came in"), max_length=8, choices=Channel.choices, default=Channel.WEB
    )
    contact_name = EncryptedTextField(
        pgettext_lazy("person", "Name"), max_length=60, blank=True, default=""
    )
    contact_phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    phone_index = BlindIndexField(source="contact_phone")
    tracking_code = EncryptedTextField(max_length=20, editable=False)
    tracking_index = BlindIndexField(
        source="tracking_code", purpose="proposal tracking", unique=True
    )
    contact_purged_at = models.DateTimeField(null=True, editable=False)
    proposer = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    submitted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    first_of_year = models.BooleanField(
        default=False, editable=False, help_text="this person's first proposal of the year"
    )

    project = models.ForeignKey(
        "projects.MicroProject", models.PROTECT, null=True, editable=False, related_name="proposals"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged"
    )
    next_door = models.CharField(
        _("Where to turn instead"), max_length=12, choices=NextDoor.choices, blank=True, default=""
    )

    referred_to = models.CharField(
        max_length=24,
        blank=True,
        default="",
        editable=False,
        help_text="number of what was begun behind the next door",
    )

    objects = ProposalQuerySet.as_manager()

    class Meta(WorkflowModel.Meta):
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(public_since__isnull=True) | (~Q(public_title="") & ~Q(public_text="")),
                name="proposal_public_in_public_words",
            ),
            models.CheckConstraint(
                condition=~Q(status="shortlisted")
                | Q(project__isnull=False, public_since__isnull=False),
                name="proposal_shortlisted_has_a_project",
            ),
            models.CheckConstraint(
                condition=~Q(status="merged") | Q(merged_into__isnull=False),
                name="proposal_merged_into_another",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("declined", "referred")) | ~Q(next_door=""),
                name="proposal_ends_with_next_door",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="proposal_point_is_whole",
            ),
        ]
        indexes = PROPOSAL_INDEXES

    def get_absolute_url(self) -> str:
        return reverse("proposals:detail", args=[self.code])

    def get_step_url(self, name: str) -> str:
        """Where a step is taken; the shortlist begins with the screener's page."""
        if name == "shortlist":
            return reverse("proposals:screen", args=[self.code])
        return reverse("proposals:transition", args=[self.code, name])

    def figures(self) -> dict[str, Decimal]:
        """What is asked for, in yuan; nothing where nobody guessed."""
        return {"yuan": self.rough_cost or Decimal(0)}

    def facet(self) -> str:
        """Who brought it: the one axis known from the first day."""
        return str(self.source)

    def part_of(self, user: Any) -> str:
        """proposer, staff or proxy: what the timeline shows instead of a name."""
        if user.pk == self.proposer_id:
            return "proposer"
        if user.holds_role:
            return "staff"
        return "proxy" if user.pk == self.submitted_by_id else "resident"

    def acts_for(self, user: Any) -> Q:
        """What was typed in for somebody with an account is that person's proposal."""
        mine = [self.pk] if user.pk == self.proposer_id else []
        return Q(kind="proposal", name="submit", object_id__in=mine)

    def is_own_act(self, record: TransitionRecord, user: Any) -> bool:
        """Typing in what somebody who can be reached proposes is not proposing."""
        return not (record.on_behalf_of and record.actor_id == user.pk)

    def reveal_subject(self) -> Any:
        """Whose data it is: she sees who looked at it."""
        return self.proposer

    @property
    def tracking_code_readable(self) -> str:
        """For slips and messages: ACDE-FGHJ-KMNP."""
        return readable(self.tracking_code)

    @property
    def is_in_public(self) -> bool:
        """Whether anybody may read its public words."""
        return self.status in SHOWN and self.public_since is not None

    @property
    def lead(self) -> "Proposal":
        """Where it goes on: itself, or the proposal it was merged into in the end."""
        found = self
        while found.merged_into is not None:
            found = found.merged_into
        return found
