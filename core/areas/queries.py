"""Reading the tree."""

from django.db.models import Q, QuerySet

from core.areas.models import Area

LONGEST_SEARCH = 60


def area_by_code(code: str) -> Area:
    """The area of this code. Raises Area.DoesNotExist."""
    return Area.objects.get(code=code)


def ancestors(area: Area) -> list[Area]:
    """The areas above, from the root down; one query."""
    codes = area.path.strip("/").split("/")[:-1]
    return sorted(Area.objects.filter(code__in=codes), key=lambda above: len(above.path))


def descendants(area: Area, level: str = "") -> QuerySet[Area]:
    """The areas below, of one level or all, in the order of their codes."""
    if level and area.level == Area.Level.DISTRICT:
        below = Area.objects.filter(district=area, level=level)
    else:
        below = Area.objects.filter(path__startswith=area.path)
        below = below.filter(level=level) if level else below
    return below.exclude(pk=area.pk).order_by("code")


def named(areas: QuerySet[Area], search: str) -> QuerySet[Area]:
    """Those whose name contains the text or whose pinyin initials begin with it (rst → 榕树头)."""
    text = search.replace("\0", "").strip()[:LONGEST_SEARCH]
    if not text:
        return areas
    return areas.filter(Q(name__contains=text) | Q(pinyin__startswith=text.lower()))


def children(area: Area | None, search: str = "") -> QuerySet[Area]:
    """The areas directly below one (None: the roots), perhaps only those named so."""
    below = Area.objects.filter(parent=area) if area else Area.objects.filter(parent__isnull=True)
    return named(below.order_by("code"), search)
