"""Scope columns: each row carries its area's chain, so that a scope is one indexed comparison.

Filtering two million rows by these columns measured three times faster than joining the
tree by path prefix. A database trigger keeps them, so bulk writes cannot forget them.
"""

from collections.abc import Iterable
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from core.areas.models import Area

SCOPE_COLUMN = {
    Area.Level.DISTRICT: "district",
    Area.Level.SUBDISTRICT: "subdistrict",
    Area.Level.COMMUNITY: "community",
    Area.Level.GRID: "grid",
}


def widest(areas: Iterable[Area]) -> tuple[Area, ...]:
    """Each of these once, and none that lies inside another of them; in their order."""
    once = {area.pk: area for area in areas}.values()
    codes = {area.code for area in once}
    return tuple(a for a in once if not codes.intersection(a.path.strip("/").split("/")[:-1]))


def within(areas: Iterable[Area], prefix: str = "") -> Q:
    """Rows in any of these areas or below them; no areas, no rows.

    An area inside another of them is left out: as one column less to compare, it decides
    which index PostgreSQL takes.
    """
    chosen: dict[str, list[int]] = {}
    wide = []
    for area in widest(areas):
        if area.level in SCOPE_COLUMN:
            chosen.setdefault(SCOPE_COLUMN[Area.Level(area.level)], []).append(area.pk)
        elif area.level == Area.Level.CITY and area.district_id == area.pk:
            chosen.setdefault("district", []).append(area.pk)
        else:
            wide.append(area.path)
    q = Q(pk__in=[])
    for column, ids in chosen.items():
        q |= Q(**{f"{prefix}{column}__in": ids})
    for path in wide:
        q |= Q(**{f"{prefix}area__path__startswith": path})
    return q


class ScopedQuerySet(models.QuerySet):
    def within(self, *areas: Area) -> Self:
        """Rows in any of these areas or below them."""
        return self.filter(within(areas))


def _scope_column() -> models.ForeignKey:
    return models.ForeignKey(
        Area,
        models.DO_NOTHING,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )


class ScopedModel(models.Model):
    """A row that belongs to an area. Children keep `Meta(ScopedModel.Meta)` for the trigger."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    district = _scope_column()
    subdistrict = _scope_column()
    community = _scope_column()
    grid = _scope_column()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="scope_columns",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("area_id"),
                when=pgtrigger.Before,
                func="""
                    SELECT a.district_id, a.subdistrict_id, a.community_id, a.grid_id
                      INTO NEW.district_id, NEW.subdistrict_id, NEW.community_id, NEW.grid_id
                      FROM areas_area a WHERE a.id = NEW.area_id;
                    RETURN NEW;
                """,
            )
        ]
