"""What waits for a person because of who she is to a matter, not because of a role."""

from django.db.models import Q, QuerySet

from core.accounts.models import User
from volunteers.wishes.models import MicroWish

LIMIT = 50


def waiting_for(user: User) -> "QuerySet[MicroWish]":
    """Wishes she has promised to fulfil, and her own that wait for her word; nearest first."""
    promised = Q(
        claims__claimer=user,
        claims__ended_at__isnull=True,
        status__in=("claimed", "contacted"),
    )
    hers = Q(wisher=user, status__in=("returned", "fulfilled"))
    rows = MicroWish.objects.filter(promised).union(MicroWish.objects.filter(hers))
    keys = list(rows.values_list("pk", flat=True))
    found = MicroWish.objects.filter(pk__in=keys).select_related("area").with_parts()
    return found.order_by("due_at", "pk")[:LIMIT]
