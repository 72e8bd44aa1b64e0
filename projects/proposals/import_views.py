"""Taking in a list of proposals: empty list, check, preview, then all of it or nothing."""

from core.accounts.models import User
from core.lists.pages import ListPages
from projects.proposals.models import Proposal
from projects.proposals.services.importing import LIST


def _shown(user: User, codes: list[str]) -> list[Proposal]:
    proposals = Proposal.objects.in_areas_of(user).filter(code__in=codes)
    return list(proposals.select_related("area").order_by("id"))


PAGES = ListPages(LIST, "projects/proposals", shown=_shown)
