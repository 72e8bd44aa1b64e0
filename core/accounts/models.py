"""People who sign in, and the roles they hold in areas."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.abilities import Role, roles_with
from core.areas.models import Area
from core.privacy.fields import BlindIndexField, EncryptedTextField


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Name and phone are encrypted; a phone is found by blind index."""

    username = models.CharField(_("User name"), max_length=60, unique=True)
    name = EncryptedTextField(_("Name"), blank=True, default="")
    phone = EncryptedTextField(_("Phone"), blank=True, default="")
    phone_index = BlindIndexField(source="phone", unique=True, null=True)
    phone_verified = models.BooleanField(default=False, editable=False)
    email = EncryptedTextField(_("E-mail"), blank=True, default="")
    community = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Community")
    )
    language = models.CharField(_("Language"), max_length=8, default="zh-hans")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(_("May enter the admin"), default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    anonymised_at = models.DateTimeField(null=True, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects: Any = UserManager()

    def __str__(self) -> str:
        return self.username

    def grants_today(self) -> list["RoleGrant"]:
        """Grants in force today, read once per instance."""
        if not hasattr(self, "_grants"):
            self._grants = (
                list(self.grants.in_force().select_related("area")) if self.pk else []
            )
        return self._grants

    def areas_where(self, ability: str) -> tuple[Area, ...]:
        """The areas (with all below them) in which this person has the ability today."""
        roles = roles_with(ability)
        return tuple(g.area for g in self.grants_today() if g.role in roles)

    def can(self, ability: str, area: Area) -> bool:
        """Whether a grant on this area or an ancestor of it carries the ability."""
        return any(area.path.startswith(a.path) for a in self.areas_where(ability))

    def can_somewhere(self, ability: str) -> bool:
        return bool(self.areas_where(ability))

    @property
    def holds_role(self) -> bool:
        """Staff in the portal's sense: anyone with a role in force."""
        return bool(self.grants_today())


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, on: dt.date | None = None) -> "RoleGrantQuerySet":
        day = on or timezone.localdate()
        return self.filter(since__lte=day).exclude(until__lt=day)


class RoleGrant(models.Model):
    """One person holds one role in one area, from a day to a day (both included)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("Role"), max_length=24, choices=Role.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    since = models.DateField(_("Since"), default=timezone.localdate)
    until = models.DateField(_("Until"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="grant_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["user", "role", "area", "since"], name="grant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.area}"
