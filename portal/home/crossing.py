"""What one wing knows and another asks: a housekeeper's proposals count as such."""

from typing import Any

from core.areas.models import Area
from projects.delivery.kinds import Source
from projects.proposals.sources import register
from volunteers.housekeepers.rules import is_housekeeper_in


def _housekeeper(user: Any, area: Area) -> str:
    community = area.community or area
    return str(Source.HOUSEKEEPER) if is_housekeeper_in(user, community) else ""


register(_housekeeper)
