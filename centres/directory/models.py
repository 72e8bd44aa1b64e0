"""Service centres, what is in them, and when they are open."""

import datetime as dt
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from centres.directory.room_kinds import RoomKind
from core.accounts.models import User
from core.areas.scope import ScopedModel, ScopedQuerySet, within
from core.files.models import StoredFile
from core.privacy.phones import validate_phone
from core.search.fields import InitialsField


def _span() -> Func:
    """The half-open range of a day's clock, [opens, closes), for the overlap constraints."""
    return Func(
        F("opens"),
        F("closes"),
        # in the order the migration writes them, or Django sees a change where there is none
        arg_joiner=", DATE '2000-01-01' + ",
        template="TSRANGE(DATE '2000-01-01' + %(expressions)s)",
    )


def _days_in_force() -> Func:
    """The days an exception counts: until its last day, or until somebody ended it."""
    last = Func(F("ended_on"), F("until"), template="COALESCE(%(expressions)s + 1)")
    return Func(F("since"), last, function="DATERANGE")


class ServiceCentreQuerySet(ScopedQuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Public centres for everyone; hidden ones for those who may edit them."""
        seen = Q(public=True)
        if isinstance(user, User) and user.is_active:
            seen |= within(user.areas_where("directory.edit"))
        return self.filter(seen)

    def editable_by(self, user: User) -> Self:
        """Centres in the areas where this person may edit the directory."""
        return self.filter(within(user.areas_where("directory.edit")))


class ServiceCentre(ScopedModel):
    """One place open to members and the public, of an area that answers for it.

    Coordinates are CGCS2000 degrees (the same as WGS-84 here). Map services that show GCJ-02
    or BD-09 are 100–700 m off and must be converted before typing.
    """

    class Level(models.TextChoices):
        DISTRICT = "district", _("District centre")
        SUBDISTRICT = "subdistrict", _("Subdistrict centre")
        COMMUNITY = "community", _("Community centre")
        PARK = "park", _("Business park centre")
        COMMERCIAL = "commercial", _("Commercial building centre")
        MARKET = "market", _("Market centre")
        ESTATE = "estate", _("Estate station")

    class Holidays(models.TextChoices):
        USUAL = "usual", _("Open as on any such weekday")
        SUNDAY = "sunday", _("Open as on Sundays")
        CLOSED = "closed", pgettext_lazy("centre", "Closed")

    level = models.CharField(_("Level"), max_length=12, choices=Level.choices)
    name = models.CharField(_("Name"), max_length=60)
    pinyin = InitialsField(help_text="initials")
    address = models.CharField(_("Address"), max_length=120)
    longitude = models.FloatField(_("Longitude"), null=True, blank=True)
    latitude = models.FloatField(_("Latitude"), null=True, blank=True)
    phone = models.CharField(_("Phone"), max_length=40, validators=[validate_phone])
    public = models.BooleanField(_("Shown to the public"), default=True)
    on_holidays = models.CharField(
        _("On public holidays"), max_length=8, choices=Holidays.choices, default=Holidays.SUNDAY
    )
    access_notes = models.CharField(
        _("Getting in"), max_length=200, blank=True, help_text=_("Ramp, lift, bus stop, which door")
    )

    objects: Any = ServiceCentreQuerySet.as_manager()

    # put on the row by `queries.fetch_hours` and by views that show it
    coming_exceptions: list["HoursException"]
    state: Any
    today: Any

    class Meta(ScopedModel.Meta):
        verbose_name = _("Service centre")
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="centre_once_in_area"),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__range=(73, 136), latitude__range=(3, 54)),
                name="centre_within_china",
                violation_error_message=_("These coordinates are not in China."),
            ),
        ]
        indexes = [
            models.Index(fields=["community"], name="centre_community"),
            models.Index(fields=["subdistrict"], name="centre_subdistrict"),
            models.Index(fields=["district", "level"], name="centre_district_level"),
            models.Index(fields=["longitude", "latitude"], name="centre_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:detail", args=[self.pk])


class Zone(models.Model):
    """One functional zone of a centre (功能区): a name over a group of rooms."""

    centre = models.ForeignKey(ServiceCentre, models.CASCADE, related_name="zones")
    name = models.CharField(_("Name"), max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "name"], name="zone_once_in_centre")
        ]

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """One room or spot of a centre, and how one gets to use it."""

    class Access(models.TextChoices):
        WALK_IN = "walk_in", _("Just walk in")
        BOOKABLE = "bookable", _("Please book")
        STAFF = "staff", pgettext_lazy("room", "Staff only")

    centre = models.ForeignKey(ServiceCentre, models.CASCADE, related_name="rooms")
    zone = models.ForeignKey(
        Zone, models.SET_NULL, null=True, blank=True, related_name="rooms", verbose_name=_("Zone")
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=RoomKind.choices)
    name = models.CharField(_("Name"), max_length=40)
    access = models.CharField(_("How to use it"), max_length=8, choices=Access.choices)
    capacity = models.PositiveSmallIntegerField(_("Places"), null=True, blank=True)
    notes = models.CharField(_("Good to know"), max_length=200, blank=True)
    in_use = models.BooleanField(_("In use"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "name"], name="room_once_in_centre"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="room_holds_someone"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CentrePhoto(models.Model):
    """One picture of a centre: the place, never people. The words say what it shows."""

    centre = models.ForeignKey(ServiceCentre, models.CASCADE, related_name="photos")
    image = models.OneToOneField(StoredFile, models.CASCADE, related_name="+")
    shows = models.CharField(_("What it shows"), max_length=100)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.shows


class Weekday(models.IntegerChoices):
    """ISO weekdays: the week starts on Monday."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class OpeningHours(models.Model):
    """One span of the weekly pattern. A day may have several; none means closed.

    A span ends by midnight: 23:59 is as late as a day goes.
    """

    centre = models.ForeignKey(ServiceCentre, models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField(_("Weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("Opens"))
    closes = models.TimeField(_("Closes"))

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="hours_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="hours_close_after_opening"
            ),
            ExclusionConstraint(
                name="hours_do_not_overlap",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (_span(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class HoursException(models.Model):
    """Days on which the weekly pattern does not count, with the reason shown to everyone.

    Replaces the paper note on the door. `ended_on` is the first day on which the weekly
    pattern counts again because somebody ended the exception early; the row itself stays.
    """

    centre = models.ForeignKey(ServiceCentre, models.CASCADE, related_name="hours_exceptions")
    since = models.DateField(_("First day"))
    until = models.DateField(_("Last day"))
    closed = models.BooleanField(_("Closed all day"), default=True)
    reason = models.CharField(_("Reason"), max_length=120)
    announced_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    announced_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="exception_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__range=(F("since"), F("until"))),
                name="exception_ended_while_it_ran",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="exception_says_why"),
            ExclusionConstraint(
                name="exceptions_do_not_overlap",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    (_days_in_force(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}–{self.until} {self.reason}"

    def counts_on(self, day: dt.date) -> bool:
        """Whether this exception decides the hours of that day."""
        return self.since <= day <= self.until and (self.ended_on is None or day < self.ended_on)


class HoursExceptionSpan(models.Model):
    """One span during which the centre is open on each day of an exception."""

    exception = models.ForeignKey(HoursException, models.CASCADE, related_name="spans")
    opens = models.TimeField(_("Opens"))
    closes = models.TimeField(_("Closes"))

    class Meta:
        ordering = ["opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="span_closes_after_opening"
            ),
            ExclusionConstraint(
                name="exception_spans_do_not_overlap",
                expressions=[
                    ("exception", RangeOperators.EQUAL),
                    (_span(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"
