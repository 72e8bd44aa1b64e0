"""Reading volunteers and housekeepers."""

from django.db.models import Prefetch, QuerySet

from core.accounts.models import User
from core.areas.models import Area, Building
from volunteers.housekeepers.models import Housekeeper, Volunteer


def volunteers_of(user: User, area: Area | None = None) -> QuerySet[Volunteer]:
    """Active volunteers this person may see, with their accounts, newest first."""
    rows = Volunteer.objects.visible_to(user).active().select_related("user", "area")
    if area is not None:
        rows = rows.within(area)
    return rows.order_by("-registered_on", "-id")


def volunteers_with_terms(user: User, area: Area | None = None) -> QuerySet[Volunteer]:
    """The same, each with `terms_now`: the terms as housekeeper in force today."""
    terms = Housekeeper.objects.serving().select_related("area").order_by("since", "id")
    terms = terms.prefetch_related("buildings__estate")
    return volunteers_of(user, area).prefetch_related(
        Prefetch("terms", queryset=terms, to_attr="terms_now")
    )


def housekeepers_of(user: User, area: Area | None = None) -> QuerySet[Housekeeper]:
    """Housekeepers serving today whom this person may see, with their buildings."""
    rows = Housekeeper.objects.visible_to(user).serving()
    if area is not None:
        rows = rows.within(area)
    rows = rows.select_related("volunteer__user", "area").prefetch_related("buildings__estate")
    return rows.order_by("-since", "-id")


def buildings_of(user: User) -> QuerySet[Building]:
    """The buildings this person looks after today. Never who lives there."""
    terms = Housekeeper.objects.serving().filter(volunteer__user=user)
    return Building.objects.filter(housekeepers__in=terms).select_related("estate").distinct()
