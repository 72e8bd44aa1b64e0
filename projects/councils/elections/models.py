"""The record of an election to a council: committee, candidates, result (居民议事代表选举)."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.areas.scope import ScopedQuerySet
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.phones import validate_phone
from core.workflow.models import WorkflowModel
from core.workflow.table import Workflow
from projects.councils.bodies import ResidentsCouncil
from projects.councils.elections.workflow import COUNCIL_ELECTION
from projects.councils.kinds import MemberRole

MOST_SEATS = 200


class CouncilElectionQuerySet(ScopedQuerySet):
    def visible_to(self, user: Any) -> Self:
        """An election is public from its committee on."""
        return self.all()


class CouncilElection(WorkflowModel):
    """One election to one council, from the committee to the members in office."""

    workflow: ClassVar[Workflow] = COUNCIL_ELECTION

    council = models.ForeignKey(ResidentsCouncil, models.CASCADE, related_name="elections")
    term_number = models.PositiveSmallIntegerField(
        pgettext_lazy("council", "Term"), validators=[MinValueValidator(1)]
    )
    seats = models.PositiveSmallIntegerField(
        _("Seats"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    is_by_election = models.BooleanField(_("For empty seats of the running term"), default=False)
    committee = models.TextField(
        _("Election committee"),
        max_length=600,
        blank=True,
        default="",
        help_text=_("Names and parts, as they hang on the notice board."),
    )
    committee_formed_on = models.DateField(_("Committee formed on"), null=True, blank=True)
    method = models.TextField(_("How residents elect"), max_length=2000, blank=True, default="")
    held_on = models.DateField(_("Day of the election"), null=True, blank=True)
    entitled = models.PositiveIntegerField(_("Entitled to vote"), null=True, blank=True)
    voted = models.PositiveIntegerField(_("Voted"), null=True, blank=True)
    notice_until = models.DateField(null=True, blank=True, editable=False)

    objects = CouncilElectionQuerySet.as_manager()

    class Meta(WorkflowModel.Meta):
        verbose_name = _("council election")
        verbose_name_plural = _("council elections")
        constraints = [
            models.CheckConstraint(
                condition=Q(voted__isnull=True)
                | Q(entitled__isnull=True)
                | Q(voted__lte=F("entitled")),
                name="council_election_voters_entitled",
            ),
            models.CheckConstraint(
                condition=~Q(status="concluded") | Q(notice_until__isnull=False),
                name="council_election_concluded_on_notice",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "status", "due_at"], name="council_election_scope")
        ]

    def get_absolute_url(self) -> str:
        return reverse("councils:election", args=[self.code])

    def part_of(self, user: Any) -> str:
        return "staff"

    @property
    def title(self) -> str:
        """Which council elects, for pages that name any matter."""
        return self.council.name


class ElectionCandidate(models.Model):
    """One person who stands. The name is public; the phone is kept for calling members."""

    election = models.ForeignKey(CouncilElection, models.CASCADE, related_name="candidates")
    position = models.PositiveSmallIntegerField(default=0)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    display_name = models.CharField(_("Name as shown to everybody"), max_length=30)
    phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    phone_index = BlindIndexField(source="phone")
    about = models.CharField(_("In one sentence"), max_length=200, blank=True, default="")
    role = models.CharField(
        pgettext_lazy("council", "Part"),
        max_length=10,
        choices=MemberRole.choices,
        default=MemberRole.MEMBER,
    )
    votes = models.PositiveIntegerField(pgettext_lazy("count", "Votes"), null=True, blank=True)
    elected = models.BooleanField(pgettext_lazy("candidate", "Elected"), default=False)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "user"],
                condition=Q(user__isnull=False),
                name="council_candidate_once",
            )
        ]

    def __str__(self) -> str:
        return self.display_name
