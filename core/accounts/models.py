"""People who sign in, and the roles they hold in areas."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.abilities import Role, roles_with
from core.areas.models import Area
from core.areas.scope import widest
from core.privacy.fields import BlindIndexField, EncryptedTextField
from core.privacy.phones import validate_phone

# of the person on a day, given twice
HOLDS_ROLE = """
EXISTS (SELECT 1 FROM accounts_rolegrant
         WHERE user_id = u.id AND since <= %s AND (until IS NULL OR until >= %s))
"""
_STAFF = f"SELECT {HOLDS_ROLE} FROM (SELECT %s::bigint AS id) AS u"  # noqa: S608 - our own words


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Name and phone are encrypted; a phone is found by blind index."""

    username = models.CharField(_("User name"), max_length=60, unique=True)
    name = EncryptedTextField(_("Full name"), max_length=30, blank=True, default="")
    phone = EncryptedTextField(
        _("Phone"), max_length=40, blank=True, default="", validators=[validate_phone]
    )
    phone_index = BlindIndexField(source="phone", unique=True, null=True)
    phone_verified = models.BooleanField(default=False, editable=False)
    email = EncryptedTextField(_("E-mail"), max_length=254, blank=True, default="")
    community = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Community")
    )
    language = models.CharField(
        _("Language"), max_length=8, blank=True, default="", help_text="empty: as the browser asks"
    )
    seen_language = models.CharField(
        max_length=8, blank=True, default="", editable=False, help_text="at the last sign-in"
    )
    is_active = models.BooleanField(_("May sign in"), default=True)
    is_staff = models.BooleanField(_("May enter the admin"), default=False)
    date_joined = models.DateTimeField(_("Joined"), default=timezone.now)
    anonymised_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects: Any = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.username

    def grants_today(self) -> list["RoleGrant"]:
        """Grants in force today, read once per instance."""
        if not hasattr(self, "_grants"):
            in_force = self.grants.in_force().select_related("area") if self.pk else ()
            self._grants = list(in_force) if self.is_active else []
        return self._grants

    def areas_where(self, ability: str) -> tuple[Area, ...]:
        """The areas (with all below them) in which this person has the ability today."""
        roles = roles_with(ability)
        return tuple(g.area for g in self.grants_today() if g.role in roles)

    def widest_areas(self, ability: str) -> tuple[Area, ...]:
        """As `areas_where`, each area once and none that lies inside another."""
        return widest(self.areas_where(ability))

    def can(self, ability: str, area: Area) -> bool:
        """Whether a grant on this area or an ancestor of it carries the ability."""
        return any(area.path.startswith(a.path) for a in self.areas_where(ability))

    def can_somewhere(self, ability: str) -> bool:
        return bool(self.areas_where(ability))

    @property
    def holds_role(self) -> bool:
        """Staff in the portal's sense: anyone with a role in force.

        By hand, because every page of everybody signed in asks it.
        """
        if hasattr(self, "_grants"):
            return bool(self._grants)
        if not hasattr(self, "_staff"):
            day = timezone.localdate()
            with connection.cursor() as cursor:
                cursor.execute(_STAFF, [day, day, self.pk])
                self._staff = bool(self.is_active and cursor.fetchone()[0])
        return self._staff

    def knows_role(self, holds_role: bool) -> None:
        """What `holds_role` answers from now on: whoever read the row has asked already."""
        self._staff = holds_role and self.is_active


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, on: dt.date | None = None) -> "RoleGrantQuerySet":
        day = on or timezone.localdate()
        return self.filter(since__lte=day).exclude(until__lt=day)


def _term() -> models.Func:
    """The days of a grant as a range; both ends count."""
    return models.Func(
        "since",
        "until",
        RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="DATERANGE",
        output_field=DateRangeField(),
    )


class RoleGrant(models.Model):
    """One person holds one role in one area, from a day to a day (both included)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("Person"))
    role = models.CharField(_("Role"), max_length=24, choices=Role.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("Area"))
    since = models.DateField(_("Since"), default=timezone.localdate)
    until = models.DateField(_("Until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("Granted by"),
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="grant_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    (_term(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already holds this role here then."),
            ),
            # Who audits must not run what is audited, nor administer the system (GB/T 22239).
            ExclusionConstraint(
                name="auditors_hold_no_other_role",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (
                        models.Case(
                            models.When(role=Role.AUDITOR, then=1),
                            models.When(role=Role.SYSTEM_ADMIN, then=2),
                            default=0,
                            output_field=models.IntegerField(),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                    (_term(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "Auditing, administering the system and business are for different people."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.area}"


class PasswordRecord(models.Model):
    """One password a person set, as its hash: how old the present one is, and which were before."""

    user = models.ForeignKey(User, models.CASCADE, related_name="password_records")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "-set_at"], name="password_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at:%Y-%m-%d}"


class Attempt(models.Model):
    """One try that is limited, by whom or what only as a keyed hash; erased after a day."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "at"], name="attempt_window")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
