"""Who may do what with public money, and the fixed numbers of it."""

from decimal import Decimal

from core.accounts.abilities import Role, declare
from core.accounts.models import User
from core.areas.models import Area

RETENTION_MOST = Decimal("0.03")  # of the final amount: 建质〔2017〕138号
COMMUNITY = (Role.COMMUNITY_CLERK, Role.COMMUNITY_SECRETARY)
FINANCE = (Role.STREET_FINANCE, Role.DISTRICT_FINANCE)
ABOVE = (Role.STREET_CLERK, Role.STREET_LEADER, Role.DISTRICT_ADMIN)
SYSTEM = "system"

declare(
    {
        "funds.see": (
            *COMMUNITY,
            *ABOVE,
            *FINANCE,
            Role.AUDITOR,
            Role.SUPERVISION_COMMITTEE,
        ),
        "funds.allocate": FINANCE,
        "funds.programmes": (Role.DISTRICT_FINANCE,),
        "funds.caps": (Role.DISTRICT_ADMIN,),
        "funds.exception_request": (*COMMUNITY, Role.STREET_CLERK),
        "funds.exception_approve": (Role.STREET_LEADER, Role.DISTRICT_ADMIN),
    }
)


def acting_role(user: User | None, area: Area) -> str:
    """The role in which somebody writes to the ledger of an area: the nearest one held there.

    This, not the name, is published.
    """
    if user is None:
        return SYSTEM
    held = [g for g in user.grants_today() if area.path.startswith(g.area.path)]
    nearest = max(held, key=lambda g: (len(g.area.path), g.role), default=None)
    return str(nearest.role) if nearest else "other"
