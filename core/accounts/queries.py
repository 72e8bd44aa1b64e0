"""Reading who may act where."""

from core.accounts.abilities import roles_with
from core.accounts.models import RoleGrant, User
from core.areas.models import Area


def served_areas() -> list[Area]:
    """The areas somebody answers for today: where the portal is in use."""
    held = RoleGrant.objects.in_force().values("area")
    return list(Area.objects.filter(pk__in=held))


def nearest_with(ability: str, area: Area) -> list[User]:
    """Whoever has the ability in this very area today, or where nobody has, in the nearest one
    above; people who may not sign in are left out.
    """
    codes = area.path.strip("/").split("/")
    grants = RoleGrant.objects.in_force().filter(
        role__in=roles_with(ability), area__code__in=codes, user__is_active=True
    )
    found = list(grants.select_related("user", "area").order_by("user"))
    nearest = max((len(grant.area.path) for grant in found), default=0)
    return list({g.user_id: g.user for g in found if len(g.area.path) == nearest}.values())
