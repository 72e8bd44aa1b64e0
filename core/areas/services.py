"""Writing the tree, estates and buildings. Permission is the caller's job."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from core.areas.importing import RANK, Imported, import_divisions
from core.areas.models import Area, Building, Estate
from core.areas.rescoping import rescope
from core.search.pinyin import initials

__all__ = [
    "Imported",
    "add_area",
    "add_building",
    "add_estate",
    "add_grid",
    "import_divisions",
    "rescope",
]


def add_area(*, code: str, name: str, level: str, parent: Area | None) -> Area:
    """Create one area below its parent, placed as the import would place it.

    Raises ValueError when the level does not stand below the parent's, IntegrityError when the
    code is taken.
    """
    if parent and RANK[level] <= RANK[parent.level]:
        raise ValueError(f"a {level} cannot stand below a {parent.level}")
    with transaction.atomic():
        if parent:
            parent = Area.objects.select_for_update().get(pk=parent.pk)
        area = Area(code=code, name=name, level=level, parent=parent)
        area.path = f"{parent.path if parent else '/'}{code}/"
        area.pinyin = initials(name)[:60]
        if parent:
            area.district_id = parent.district_id or _standing_city(parent)
            area.subdistrict_id = parent.subdistrict_id
            area.community_id = parent.community_id
        area.save()
        if level != Area.Level.PROVINCE:
            column = "district" if level == Area.Level.CITY else level
            setattr(area, f"{column}_id", area.pk)
            area.save(update_fields=[column])
        if parent and parent.level == Area.Level.CITY and level == Area.Level.DISTRICT:
            _city_has_districts(parent)
    return area


def _standing_city(area: Area) -> int | None:
    """The city above (or this one), for an area without county level."""
    city = area
    while city.level != Area.Level.CITY:
        if city.parent is None:
            return None
        city = city.parent
    return city.pk


def _city_has_districts(city: Area) -> None:
    """A city stops standing for itself with its first district."""
    if city.district_id == city.pk:
        city.district = None
        city.save(update_fields=["district"])
        rescope([city.pk])


def add_grid(community: Area, *, name: str, code: str = "") -> Area:
    """Create a grid of a community; without a code, its three digits follow the last grid's.

    Raises ValidationError when the community's 999 grid numbers are used up.
    """
    if community.level != Area.Level.COMMUNITY:
        raise ValueError("a grid belongs to a community")
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=community.pk)
        return add_area(
            code=code or _next_grid_code(community),
            name=name,
            level=Area.Level.GRID,
            parent=community,
        )


def _next_grid_code(community: Area) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(right(code, 3)::int) FROM areas_area"
            " WHERE parent_id = %s AND code ~ ('^' || %s || '[0-9]{3}$')",
            [community.pk, community.code],
        )
        last = cursor.fetchone()[0] or 0
    if last >= 999:
        raise ValidationError(_("This community has no grid number left."))
    return f"{community.code}{last + 1:03d}"


def add_estate(
    community: Area, *, name: str, management: str = Estate.Management.COMPANY
) -> Estate:
    """Create a housing estate. Raises ValidationError when the community has one of this name."""
    estate = Estate(community=community, name=name, management=management)
    estate.full_clean()
    estate.save()
    return estate


def add_building(
    estate: Estate, *, name: str, grid: Area | None = None, households: int | None = None
) -> Building:
    """Create a building; its grid must be one of the estate's community (ValidationError)."""
    building = Building(estate=estate, name=name, grid=grid, households=households)
    building.full_clean()
    building.save()
    return building
