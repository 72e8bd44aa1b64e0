"""Roles, and the one table that says what each role may do in its area.

Each room declares its own rows in its `rules.py`; nothing else grants anything.
"""

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """DOMAIN.md section 13. Residents and volunteers hold no role: they act on what is theirs."""

    GRID_WORKER = "grid_worker", _("Grid worker")
    COMMUNITY_CLERK = "community_clerk", _("Community clerk")
    COMMUNITY_SECRETARY = "community_secretary", _("Community secretary")
    COUNCIL_MEMBER = "council_member", _("Council member")
    SUPERVISION_COMMITTEE = "supervision_committee", _("Affairs supervision committee")
    PARTNER_LIAISON = "partner_liaison", _("Partner liaison")
    STREET_CLERK = "street_clerk", _("Subdistrict clerk")
    STREET_LEADER = "street_leader", _("Subdistrict leader")
    STREET_FINANCE = "street_finance", _("Subdistrict finance")
    DISTRICT_ADMIN = "district_admin", _("District administrator")
    DISTRICT_FINANCE = "district_finance", _("District finance")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM_ADMIN = "system_admin", _("System administrator")


_table: dict[str, frozenset[Role]] = {}


def declare(table: Mapping[str, Iterable[Role]]) -> None:
    """Add a room's abilities. Raises ValueError when an ability is declared twice differently."""
    for ability, roles in table.items():
        roles = frozenset(roles)
        if _table.get(ability, roles) != roles:
            raise ValueError(f"ability {ability!r} is declared twice")
        _table[ability] = roles


def roles_with(ability: str) -> frozenset[Role]:
    """The roles that carry this ability. Raises KeyError for one nobody declared."""
    return _table[ability]


def declared() -> dict[str, frozenset[Role]]:
    """The whole table, for the page that shows it and the tests that walk it."""
    return dict(_table)
