"""What a person sees by a role: the books and requests of one's areas and below."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from projects.funding.caps import CapException, FundCap
from projects.funding.programmes import FundAllocation
from projects.funding.rule_changes import RuleChange


def books_seen_by(user: User) -> QuerySet[FundAllocation]:
    """Books of the areas where one has funds.see, and of all below them."""
    return FundAllocation.objects.filter(within(user.areas_where("funds.see")))


def exceptions_seen_by(user: User) -> QuerySet[CapException]:
    """Requests for more than a cap, of the areas where one has funds.see."""
    return CapException.objects.filter(within(user.areas_where("funds.see")))


def caps_over(areas: Iterable[Area]) -> QuerySet[FundCap]:
    """Caps set in these areas, below them, and above them, where they hold as well."""
    return FundCap.objects.filter(_over(areas))


def cap_changes_over(areas: Iterable[Area]) -> QuerySet[RuleChange]:
    """What was changed about those caps."""
    return RuleChange.objects.filter(_over(areas), what=RuleChange.What.CAP)


def _over(areas: Iterable[Area]) -> Q:
    areas = list(areas)
    above = {code for area in areas for code in area.path.strip("/").split("/")}
    inside = Area.objects.filter(within(areas)).values("pk")
    return Q(area__code__in=above) | Q(area__in=inside)
