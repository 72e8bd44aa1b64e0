"""Taking in a list of wishes: empty list, check, preview, then all of it or nothing."""

from core.accounts.models import User
from core.lists.pages import ListPages
from volunteers.wishes.models import MicroWish
from volunteers.wishes.services.importing import LIST, look_alikes


def _shown(user: User, codes: list[str]) -> list[MicroWish]:
    wishes = MicroWish.objects.in_areas_of(user).filter(code__in=codes)
    return list(wishes.select_related("area").order_by("id"))


PAGES = ListPages(
    LIST,
    "volunteers/wishes",
    shown=_shown,
    besides=lambda wishes: {"alike": look_alikes(wishes)},
)
