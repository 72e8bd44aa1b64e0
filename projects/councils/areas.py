"""The areas in which somebody runs councils."""

from django.db.models import Q, QuerySet

from core.accounts.models import User
from core.areas.models import Area
from projects.councils.rules import RUN


def my_areas(user: User) -> QuerySet[Area]:
    """The communities (and what one's role itself is in) where this person runs councils."""
    which = Q(pk__in=[])
    for area in user.areas_where(RUN):
        which |= Q(pk=area.pk) | Q(path__startswith=area.path, level=Area.Level.COMMUNITY)
    return Area.objects.filter(which).order_by("code")
