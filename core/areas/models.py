"""Where things are: the tree of divisions, housing estates, buildings, the working calendar."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.areas.festivals import in_words
from core.search.fields import InitialsField


def _chain_column() -> models.ForeignKey:
    """No constraint: checking four columns of the whole country would double its import."""
    return models.ForeignKey(
        "self",
        models.DO_NOTHING,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )


class Area(models.Model):
    """One administrative division or grid. Levels may be skipped; only the import writes the tree.

    The scope columns name the area's own chain, itself included. Where no county level
    exists (Zhongshan, Dongguan) the city stands in the district column.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("Province")
        CITY = "city", _("City")
        DISTRICT = "district", _("District")
        SUBDISTRICT = "subdistrict", _("Subdistrict")
        COMMUNITY = "community", _("Community")
        GRID = "grid", _("Grid")

    code = models.CharField(_("Division code"), max_length=18, unique=True)
    name = models.CharField(_("Name"), max_length=60)
    level = models.CharField(_("Level"), max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_index=False,
        verbose_name=_("Belongs to"),
    )
    path = models.CharField(
        max_length=120, editable=False, help_text="codes from the root, /44/4403/"
    )
    pinyin = InitialsField(help_text="initials")
    district = _chain_column()
    subdistrict = _chain_column()
    community = _chain_column()
    grid = _chain_column()
    boundary = models.JSONField(_("Boundary (GeoJSON)"), null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("Area")
        verbose_name_plural = _("Areas")
        indexes = [
            # queries.descendants and scope.within: path LIKE '/44/%'
            models.Index(fields=["path"], name="area_path", opclasses=["varchar_pattern_ops"]),
            # queries.children, sorted as the tree is shown; also the foreign key's own look-ups
            models.Index(fields=["parent", "code"], name="area_children"),
            # queries.descendants of a district by level: every list of communities to choose from
            models.Index(fields=["district", "level", "code"], name="area_of_district"),
            # queries.named: pinyin LIKE 'rst%'
            models.Index(fields=["pinyin"], name="area_pinyin", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[0-9]{2,18}$"), name="area_code_is_digits"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Estate(models.Model):
    """One housing estate of a community."""

    class Management(models.TextChoices):
        NONE = "none", _("No property management")
        SELF = "self", _("Managed by its residents")
        COMPANY = "company", _("Property company")

    community = models.ForeignKey(
        Area, models.PROTECT, related_name="estates", verbose_name=_("Community")
    )
    name = models.CharField(_("Name"), max_length=60)
    pinyin = InitialsField()
    management = models.CharField(
        _("Management"), max_length=8, choices=Management.choices, default=Management.COMPANY
    )

    class Meta:
        verbose_name = _("Estate")
        verbose_name_plural = _("Estates")
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="estate_once_in_community")
        ]

    def __str__(self) -> str:
        return self.name


class Building(models.Model):
    """One building of an estate; it belongs to at most one grid."""

    estate = models.ForeignKey(
        Estate, models.CASCADE, related_name="buildings", verbose_name=_("Estate")
    )
    name = models.CharField(_("Name"), max_length=30)
    grid = models.ForeignKey(
        Area,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="buildings",
        verbose_name=_("Grid"),
    )
    households = models.PositiveIntegerField(_("Households"), null=True, blank=True)

    class Meta:
        verbose_name = _("Building")
        verbose_name_plural = _("Buildings")
        constraints = [
            models.UniqueConstraint(fields=["estate", "name"], name="building_once_in_estate")
        ]

    def __str__(self) -> str:
        return f"{self.estate.name}{self.name}"

    def clean(self) -> None:
        """The grid must be one of the estate's community."""
        if self.grid and self.grid.parent_id != self.estate.community_id:
            raise ValidationError({"grid": _("This grid belongs to another community.")})


class CalendarDay(models.Model):
    """A day that differs from Monday–Friday: a holiday, or a make-up working day (调休)."""

    date = models.DateField(_("Date"), primary_key=True)
    is_working = models.BooleanField(_("Working day"))
    reason = models.CharField(_("Reason"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Calendar day")
        verbose_name_plural = _("Working calendar")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date}"

    @property
    def why(self) -> str:
        """The reason in the reader's language."""
        return in_words(self.reason)
