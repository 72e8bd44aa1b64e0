"""Walking down the tree of areas, within what a person may see."""

from dataclasses import dataclass

from django.http import Http404

from core.accounts.models import User
from core.areas.models import Area

LEVELS = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.COMMUNITY)


@dataclass(frozen=True)
class Place:
    """An area on the board: the way down to it, what lies below, and beside it."""

    area: Area
    above: list[Area]
    below: list[Area]

    @property
    def every(self) -> list[Area]:
        return [self.area, *self.below]


def place_for(user: User, code: str, ability: str) -> Place:
    """The area of that code, or the person's own when none is given.

    Raises Http404 when it is outside what the person may see: no answer tells it exists.
    Three queries at most.
    """
    held = sorted(user.areas_where(ability), key=lambda a: (a.path.count("/"), a.code))
    if not held:
        raise Http404
    area = Area.objects.filter(code=code).first() if code else held[0]
    if area is None or not user.can(ability, area) or not _has_board(area):
        raise Http404
    codes = area.path.strip("/").split("/")[:-1]
    chain = Area.objects.filter(code__in=codes).order_by("path") if codes else []
    above = [a for a in chain if user.can(ability, a) and _has_board(a)]
    below: list[Area] = []
    if area.level != Area.Level.COMMUNITY:
        below = list(Area.objects.filter(parent=area, level__in=LEVELS).order_by("code"))
    return Place(area, above, below)


def _has_board(area: Area) -> bool:
    """Districts and below; a city without districts stands in for one."""
    return area.level in LEVELS or area.district_id == area.pk


def tops(user: User, ability: str) -> list[Area]:
    """The areas the person holds the ability in, for switching between several."""
    held = {a.pk: a for a in user.areas_where(ability) if _has_board(a)}
    return sorted(held.values(), key=lambda a: a.code)
