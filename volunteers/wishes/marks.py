"""Marks: the caps and time limits of an area, inherited down the tree until set lower down."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from core.areas.models import Area

HARD_LIMIT = Decimal("100000")  # yuan; a typing slip above it is refused by the database


@dataclass(frozen=True)
class Marks:
    """The marks in force somewhere. The values here hold where no area sets its own."""

    value_cap: Decimal = Decimal("500")  # yuan
    verify_working_days: int = 3
    seek_partner_days: int = 7
    contact_reminder_days: int = 5
    contact_days: int = 7
    fulfil_days: int = 30
    due_reminder_days: int = 3
    confirm_days: int = 7
    round_days: int = 30
    contact_kept_days: int = 30
    code_prefix: str = ""


NAMES = tuple(mark.name for mark in fields(Marks))


def _days(label: Any, longest: int = 365) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(longest)]
    )


class WishSettings(models.Model):
    """What one area sets for its wishes and for all areas below it; empty means inherited."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="+", verbose_name=_("Area"))
    value_cap = models.DecimalField(
        _("Value cap (yuan)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(HARD_LIMIT)],
    )
    verify_working_days = _days(_("Verify within (working days)"), 60)
    seek_partner_days = _days(_("Look for a partner after (days unclaimed)"))
    contact_reminder_days = _days(_("Remind the claimer after (days without contact)"))
    contact_days = _days(_("A claim lapses after (days without contact)"))
    fulfil_days = _days(_("Fulfil within (days)"))
    due_reminder_days = _days(_("Remind before it is due (days)"))
    confirm_days = _days(_("Call the wisher after (days unconfirmed)"))
    round_days = _days(_("A round lasts (days)"))
    contact_kept_days = _days(_("Contact data is kept after closing (days)"), 365)
    code_prefix = models.CharField(
        _("Letters in front of the number"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{1,4}\Z")],
    )

    class Meta:
        verbose_name = _("wish settings")
        verbose_name_plural = _("wish settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(value_cap__isnull=True)
                | Q(value_cap__gte=0, value_cap__lte=HARD_LIMIT),
                name="wish_settings_cap_in_range",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}"


def _merged(rows: Iterable[WishSettings]) -> Marks:
    marks = Marks()
    for row in rows:
        own = {f.name: getattr(row, f.name) for f in fields(Marks)}
        marks = replace(marks, **{k: v for k, v in own.items() if v not in (None, "")})
    return marks


def marks_for(area: Area) -> Marks:
    """The marks of an area: its own settings over those of its ancestors. One query."""
    chain = area.path.strip("/").split("/")
    rows = WishSettings.objects.filter(area__code__in=chain)
    return _merged(rows.order_by(Length("area__path")))


def inherited_by(area: Area) -> dict[str, tuple[Any, str]]:
    """Each mark an area would have without its own, and whose it is ("" for the portal's)."""
    chain = area.path.strip("/").split("/")[:-1]
    rows = WishSettings.objects.filter(area__code__in=chain).select_related("area")
    found: dict[str, tuple[Any, str]] = {name: (getattr(Marks(), name), "") for name in NAMES}
    for row in rows.order_by(Length("area__path")):
        own = {name: getattr(row, name) for name in NAMES}
        found |= {k: (v, row.area.name) for k, v in own.items() if v not in (None, "")}
    return found


class AllMarks:
    """The marks of any area from one query, for sweeps over many areas."""

    def __init__(self) -> None:
        rows = WishSettings.objects.select_related("area").order_by(Length("area__path"))
        self._rows = list(rows)

    def of(self, area: Area) -> Marks:
        """As `marks_for`."""
        return _merged(row for row in self._rows if area.path.startswith(row.area.path))

    def least(self, name: str) -> int:
        """The smallest number of days any area sets for a mark."""
        chosen = [getattr(row, name) for row in self._rows if getattr(row, name) is not None]
        return min([*chosen, getattr(Marks(), name)])
