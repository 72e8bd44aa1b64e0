"""What every page knows: elder mode, the demo flag, whom to telephone, where it stands."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext

from core.areas.models import Area

NAME_KEPT = 600  # seconds an area's name is remembered for the header


def ui(request: HttpRequest) -> dict[str, Any]:
    """The context of base.html and the layouts; costs no query until the header is rendered."""
    return {
        "elder": getattr(request, "elder", False),
        "demo": getattr(settings, "DEMO", False),
        "centre_phone": getattr(settings, "CENTRE_PHONE", ""),
        "brand": BrandName(request),
    }


class BrandName:
    """The signed-in person's community, or the portal's own name."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __str__(self) -> str:
        user = getattr(self.request, "user", None)
        community = getattr(user, "community_id", None)
        if community is None:
            return getattr(settings, "CENTRE_NAME", "") or gettext("Linli")
        key = f"ui:area:{community}"
        name = cache.get(key)
        if name is None:
            name = Area.objects.values_list("name", flat=True).get(pk=community)
            cache.set(key, name, NAME_KEPT)
        return str(name)
