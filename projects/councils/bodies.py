"""Residents' councils (居民议事会): their charter in versions, their terms and their members."""

import datetime as dt
from typing import Any

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import ScopedModel
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.phones import validate_phone
from projects.councils.kinds import Elected, MemberRole
from projects.councils.majority import Share

_PART = [MinValueValidator(1), MaxValueValidator(100)]


class ResidentsCouncil(ScopedModel):
    """The council of one area, as long as there is one; terms and charters come and go."""

    name = models.CharField(_("Name"), max_length=60)
    founded_on = models.DateField(_("Founded on"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(ScopedModel.Meta):
        verbose_name = _("residents' council")
        verbose_name_plural = _("residents' councils")
        constraints = [models.UniqueConstraint(fields=["area"], name="council_once_an_area")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("councils:council", args=[self.area.code])


class CouncilTerm(models.Model):
    """One term of a council. How many members are in the Party is a number here and nowhere else:
    the portal keeps no such thing about a person."""

    council = models.ForeignKey(ResidentsCouncil, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField(_("Term"), validators=[MinValueValidator(1)])
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("Seats"), default=0)
    party_members = models.PositiveSmallIntegerField(
        _("Of them Party members"), null=True, blank=True, help_text=_("A number, no names.")
    )

    class Meta:
        verbose_name = _("council term")
        verbose_name_plural = _("council terms")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="council_term_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="council_term_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(party_members__isnull=True) | Q(party_members__lte=F("seats")),
                name="council_party_members_have_seats",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council} · {self.number}"


class CouncilCharter(models.Model):
    """One version of a council's charter (议事协商章程). It is never changed: a new one follows.

    The settings are data: a meeting counts by the version in force on its day.
    """

    council = models.ForeignKey(ResidentsCouncil, models.CASCADE, related_name="charters")
    version = models.PositiveSmallIntegerField(_("Version"))
    text = models.TextField(_("Text"), max_length=20_000)
    since = models.DateField(_("In force since"), default=timezone.localdate)
    quorum_numerator = models.PositiveSmallIntegerField(
        _("Members who must be there, of"), default=2, validators=_PART
    )
    quorum_denominator = models.PositiveSmallIntegerField(default=3, validators=_PART)
    majority_numerator = models.PositiveSmallIntegerField(
        _("Of those present who must say yes"), default=1, validators=_PART
    )
    majority_denominator = models.PositiveSmallIntegerField(default=2, validators=_PART)
    majority_is_more_than = models.BooleanField(
        _("More than that share, not just as many"), default=True
    )
    days_between_meetings = models.PositiveSmallIntegerField(
        _("Meets at least every (days)"), default=31, validators=[MinValueValidator(1)]
    )
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["council", "version"], name="charter_version_once"),
            models.CheckConstraint(
                condition=Q(quorum_numerator__gte=1, quorum_denominator__gte=1)
                & Q(quorum_numerator__lte=F("quorum_denominator")),
                name="charter_quorum_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(majority_numerator__gte=1, majority_denominator__gte=1)
                & (
                    Q(majority_numerator__lt=F("majority_denominator"))
                    | Q(
                        majority_numerator=F("majority_denominator"),
                        majority_is_more_than=False,
                    )
                ),
                name="charter_majority_is_a_share",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="never_changed",
                operation=pgtrigger.UpdateOf(
                    "version",
                    "text",
                    "since",
                    "quorum_numerator",
                    "quorum_denominator",
                    "majority_numerator",
                    "majority_denominator",
                    "majority_is_more_than",
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.council} · {self.version}"

    @property
    def majority_text(self) -> str:
        return f"{self.majority_numerator}/{self.majority_denominator}"

    @property
    def quorum(self) -> Share:
        return Share(self.quorum_numerator, self.quorum_denominator)

    @property
    def majority(self) -> Share:
        return Share(self.majority_numerator, self.majority_denominator, self.majority_is_more_than)


class CouncilMemberQuerySet(models.QuerySet["CouncilMember"]):
    def in_office(self, on: dt.date | None = None) -> "CouncilMemberQuerySet":
        """Members on a day, both ends of their time counted; today if no day is given."""
        day = on or timezone.localdate()
        return self.filter(since__lte=day).exclude(until__lt=day)


class CouncilMember(models.Model):
    """One person's time in a council. The display name is public, because it is a public office;
    the phone is not, and serves to call her to meetings."""

    council = models.ForeignKey(ResidentsCouncil, models.CASCADE, related_name="members")
    term = models.ForeignKey(
        CouncilTerm, models.SET_NULL, null=True, blank=True, related_name="members"
    )
    user = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Account"),
    )
    display_name = models.CharField(_("Name as shown to everybody"), max_length=30)
    phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    phone_index = BlindIndexField(source="phone")
    role = models.CharField(
        pgettext_lazy("council", "Part"),
        max_length=10,
        choices=MemberRole.choices,
        default=MemberRole.MEMBER,
    )
    elected = models.CharField(
        _("How elected"), max_length=12, choices=Elected.choices, default=Elected.ELECTION
    )
    election = models.ForeignKey(
        "projects.CouncilElection", models.PROTECT, null=True, blank=True, related_name="members"
    )
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True, blank=True)

    objects: Any = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("council member")
        verbose_name_plural = _("council members")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="council_member_ends_after_beginning",
            ),
            models.UniqueConstraint(
                fields=["council", "user"],
                condition=Q(until__isnull=True, user__isnull=False),
                name="council_member_once_in_office",
            ),
        ]
        indexes = [models.Index(fields=["council", "until"], name="council_in_office")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def area(self) -> Area:
        return self.council.area
