"""Volunteers of a community, and the housekeepers (志愿管家) among them who look after buildings.

Nothing here says who lives where: a housekeeper knows buildings, not residents (DOMAIN 3.1).
"""

import datetime as dt
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Building
from core.areas.scope import ScopedModel, ScopedQuerySet, within
from volunteers.housekeepers.interests import label_of


class VolunteerQuerySet(ScopedQuerySet):
    def active(self) -> Self:
        """Those who have not left."""
        return self.filter(left_on__isnull=True)

    def visible_to(self, user: User) -> Self:
        """Oneself, and the volunteers of the areas where one may see them."""
        if not user.pk:
            return self.none()
        return self.filter(Q(user=user) | within(user.areas_where("volunteers.see")))


class Volunteer(ScopedModel):
    """One account registered as a volunteer of one community.

    `volunteer_number` is the number of the unified volunteer system (MZ/T 061), which stands
    in for the ID card. Party membership is sensitive (PIPL 28) and is not kept.
    """

    user = models.OneToOneField(
        User, models.PROTECT, related_name="volunteer", verbose_name=_("Account")
    )
    volunteer_number = models.CharField(_("Volunteer number"), max_length=30, blank=True)
    interests = ArrayField(
        models.CharField(max_length=30),
        default=list,
        blank=True,
        verbose_name=_("Glad to help with"),
    )
    registered_on = models.DateField(_("Registered on"), default=timezone.localdate)
    left_on = models.DateField(_("Left on"), null=True, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer_number"],
                condition=~Q(volunteer_number=""),
                name="volunteer_number_once",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("registered_on")),
                name="volunteer_leaves_after_registering",
            ),
        ]
        indexes = [
            # volunteers.housekeepers.queries.volunteers_of: a community's list
            models.Index(fields=["community", "registered_on"], name="volunteer_community"),
        ]

    def __str__(self) -> str:
        return self.volunteer_number or self.user.username

    @property
    def interest_labels(self) -> list[str]:
        """What this person is glad to help with, in the reader's language."""
        return [str(label_of(word)) for word in self.interests]


class HousekeeperQuerySet(ScopedQuerySet):
    def serving(self, on: dt.date | None = None) -> Self:
        """Terms in force on a day, today unless told."""
        day = on or timezone.localdate()
        return self.filter(since__lte=day).exclude(until__lt=day)

    def visible_to(self, user: User) -> Self:
        """One's own terms, and those of the areas where one may see volunteers."""
        if not user.pk:
            return self.none()
        return self.filter(Q(volunteer__user=user) | within(user.areas_where("volunteers.see")))


class Housekeeper(ScopedModel):
    """One term of a volunteer as housekeeper of some buildings, from a day to a day."""

    class SelectedBy(models.TextChoices):
        """How a housekeeper comes about (the 2018 rules of Huayuan: 产生办法)."""

        SELF = "self_recommend", _("Came forward")
        RESIDENTS = "resident_nominate", _("Named by residents")
        COMMITTEE = "committee_invite", _("Asked by the committee")
        ELECTION = "election", _("Elected")

    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, related_name="terms", verbose_name=_("Volunteer")
    )
    buildings = models.ManyToManyField(
        Building, blank=True, related_name="housekeepers", verbose_name=_("Buildings")
    )
    selected_by = models.CharField(
        _("Selected by"), max_length=20, choices=SelectedBy.choices, default=SelectedBy.SELF
    )
    since = models.DateField(_("Since"), default=timezone.localdate)
    until = models.DateField(_("Until"), null=True, blank=True)

    objects = HousekeeperQuerySet.as_manager()

    class Meta(ScopedModel.Meta):
        verbose_name = _("housekeeper")
        verbose_name_plural = _("housekeepers")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="housekeeper_ends_after_beginning",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "area"],
                condition=Q(until__isnull=True),
                name="housekeeper_one_open_term",
            ),
        ]
        indexes = [
            # volunteers.housekeepers.queries.housekeepers_of: a community's list
            models.Index(fields=["community", "since"], name="housekeeper_community"),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} · {self.area}"
