"""Micro-wishes (微心愿) and the claims people lay to them."""

import uuid
from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.numbers.codes import readable
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.phones import validate_phone
from core.search.fields import BigramsField
from core.workflow.models import WorkflowModel
from core.workflow.table import Workflow
from volunteers.wishes.indexes import WISH_INDEXES
from volunteers.wishes.kinds import (
    AgeBand,
    Channel,
    ClaimEnd,
    ConsentBasis,
    ContactMode,
    NextDoor,
    SpokenFor,
    WishKind,
)
from volunteers.wishes.marks import HARD_LIMIT
from volunteers.wishes.scopes import WishQuerySet
from volunteers.wishes.states import ON_WALL
from volunteers.wishes.workflow import WISH

MOST_SEATS = 50


class MicroWish(WorkflowModel):
    """One small wish of one person, from first word to thank-you (DOMAIN 2).

    `title` and `story` are the wisher's own words, for staff; the public reads only
    `public_title` and `public_text`, which staff write when they publish. `person` is the same
    for all wishes of one person while we know her, random, and all that stays when her contact
    data goes, so that people helped can still be counted.
    """

    workflow: ClassVar[Workflow] = WISH

    title = models.CharField(_("What is the wish, in a few words?"), max_length=60)
    story = EncryptedTextField(_("In her own words"), max_length=2000, blank=True, default="")
    public_title = models.CharField(_("Title on the wall"), max_length=60, blank=True, default="")
    public_text = models.CharField(_("Text on the wall"), max_length=600, blank=True, default="")
    bigrams = BigramsField(sources=("code", "title", "public_title", "public_text"))
    kind = models.CharField(_("Kind"), max_length=10, choices=WishKind.choices)
    estimated_value = models.DecimalField(
        _("Estimated value (yuan)"),
        max_digits=14,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(HARD_LIMIT)],
    )
    age_band = models.CharField(
        _("Age"), max_length=10, choices=AgeBand.choices, blank=True, default=""
    )

    contact_name = EncryptedTextField(
        pgettext_lazy("list", "Name"), max_length=60, blank=True, default=""
    )
    contact_phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    contact_address = EncryptedTextField(_("Address"), max_length=200, blank=True, default="")
    phone_index = BlindIndexField(source="contact_phone")
    person = models.UUIDField(default=uuid.uuid4, editable=False)
    tracking_code = EncryptedTextField(max_length=20, editable=False)
    tracking_index = BlindIndexField(source="tracking_code", purpose="wish tracking", unique=True)
    contact_purged_at = models.DateTimeField(null=True, editable=False)

    wisher = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    submitted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    spoken_for = models.CharField(
        _("Who enters it?"), max_length=12, choices=SpokenFor.choices, default=SpokenFor.SELF
    )
    consent_basis = models.CharField(
        _("On what basis?"), max_length=12, choices=ConsentBasis.choices, blank=True, default=""
    )
    guardian_name = EncryptedTextField(_("Guardian's name"), max_length=60, blank=True, default="")
    guardian_phone = EncryptedTextField(
        _("Guardian's phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    guardian_agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    guardian_informed_at = models.DateTimeField(null=True, blank=True, editable=False)
    channel = models.CharField(
        _("How it came in"), max_length=8, choices=Channel.choices, default=Channel.WEB
    )

    contact_mode = models.CharField(
        _("How may the helper reach her?"),
        max_length=10,
        choices=ContactMode.choices,
        default=ContactMode.GO_BETWEEN,
    )
    is_private = models.BooleanField(_("Not on the public wall"), default=False)
    is_shared = models.BooleanField(_("A group may fulfil it together"), default=False)
    seats = models.PositiveSmallIntegerField(
        _("How many may join in"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )

    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    round = models.PositiveSmallIntegerField(
        default=1, editable=False, help_text="later rounds come first"
    )
    next_door = models.CharField(
        _("Where to turn instead"), max_length=12, choices=NextDoor.choices, blank=True, default=""
    )
    first_help_of_year = models.BooleanField(default=False, editable=False)
    thank_you = EncryptedTextField(_("Thank-you note"), max_length=600, blank=True, default="")
    public_thank_you = models.CharField(max_length=600, blank=True, default="", editable=False)

    objects = WishQuerySet.as_manager()

    class Meta(WorkflowModel.Meta):
        verbose_name = _("micro-wish")
        verbose_name_plural = _("micro-wishes")
        constraints = [
            models.CheckConstraint(
                condition=Q(estimated_value__gte=0, estimated_value__lte=HARD_LIMIT),
                name="wish_value_in_range",
            ),
            models.CheckConstraint(
                condition=Q(is_shared=True, seats__gte=1, seats__lte=MOST_SEATS)
                | Q(is_shared=False, seats=1),
                name="wish_seats_match_sharing",
            ),
            models.CheckConstraint(
                condition=Q(spoken_for=SpokenFor.SELF) | ~Q(consent_basis=""),
                name="wish_by_proxy_has_a_basis",
            ),
            models.CheckConstraint(
                condition=~Q(age_band=AgeBand.UNDER_14)
                | Q(published_at__isnull=True)
                | Q(guardian_agreed_at__isnull=False),
                name="wish_of_child_needs_guardian",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ON_WALL)
                | (~Q(public_title="") & ~Q(public_text="") & Q(published_at__isnull=False)),
                name="wish_published_in_public_words",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False),
                name="wish_closed_has_a_day",
            ),
        ]
        indexes = WISH_INDEXES

    def get_absolute_url(self) -> str:
        return reverse("wishes:detail", args=[self.code])

    def figures(self) -> dict[str, Decimal]:
        """Yuan as estimated, and the person, once in a calendar year, when her wish comes true."""
        return {"yuan": self.estimated_value, "people": Decimal(int(self.first_help_of_year))}

    def facet(self) -> str:
        return str(self.kind)

    def offers(self, name: str, user: Any) -> bool:
        """No promise that would be refused: of one's own wish, or where one was turned down.
        Joining only where a group helps, has a place, and she is not in yet."""
        if name not in ("claim", "join"):
            return True
        if user.pk == self.wisher_id:
            return False
        if name == "join" and (not self.is_shared or self.free_seats < 1):
            return False
        in_it_or_turned_down = Q(ended_at__isnull=True) | Q(ended_how=ClaimEnd.VETOED)
        return not self.claims.filter(in_it_or_turned_down, claimer=user).exists()

    def part_of(self, user: Any) -> str:
        """wisher, claimer, staff, proxy or volunteer: what the timeline shows instead of a name."""
        if user.pk == self.wisher_id:
            return "wisher"
        if self.claims.filter(claimer=user, ended_at__isnull=True).exists():
            return "claimer"
        if user.holds_role:
            return "staff"
        return "proxy" if user.pk == self.submitted_by_id else "volunteer"

    def reveal_subject(self) -> Any:
        """Whose data it is: she sees who looked at it."""
        return self.wisher

    @property
    def tracking_code_readable(self) -> str:
        """For slips and messages: ACDE-FGHJ-KMNP."""
        return readable(self.tracking_code)

    @property
    def tone(self) -> str:
        return WishKind(self.kind).tone

    @property
    def is_on_wall(self) -> bool:
        """Whether anybody may read its public words."""
        return self.status in ON_WALL and not self.is_private

    @property
    def free_seats(self) -> int:
        """How many more may join in."""
        return self.seats - self.claims.filter(ended_at__isnull=True).count()
