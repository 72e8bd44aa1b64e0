"""Reading who may act where."""

from core.accounts.models import RoleGrant
from core.areas.models import Area


def served_areas() -> list[Area]:
    """The areas somebody answers for today: where the portal is in use."""
    held = RoleGrant.objects.in_force().values("area")
    return list(Area.objects.filter(pk__in=held))
