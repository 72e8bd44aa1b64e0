"""Reading calls and proposals: public lists, the staff list, one's own, and what is due."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from core.search.queries import matching
from projects.proposals.calls import CallForProposals
from projects.proposals.models import Proposal
from projects.proposals.states import OPEN
from projects.proposals.supporters import Supporter

ProposalRows = QuerySet[Proposal]
PUBLIC_WORDS = ("code", "public_title", "public_text")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    statuses: Collection[str] = ()
    source: str = ""
    area: Area | None = None
    q: str = ""
    call: str = ""


def open_calls(area: Area) -> QuerySet[CallForProposals]:
    """The calls a resident of this area can answer today, those that end first in front."""
    rows = CallForProposals.objects.open_on(timezone.localdate()).for_area(area)
    return rows.select_related("area").order_by("closes_on", "-opens_on", "-id")


def public_calls() -> QuerySet[CallForProposals]:
    """All published calls, newest first by (opens_on, id)."""
    rows = CallForProposals.objects.published().select_related("area")
    return rows.order_by("-opens_on", "-id")


def named_call(code: str) -> CallForProposals | None:
    """The call of this code, if it can be answered today."""
    rows = CallForProposals.objects.open_on(timezone.localdate()).select_related("area")
    return rows.filter(code=code).first() if code else None


def call_for(area: Area, code: str = "") -> CallForProposals | None:
    """The call a proposal of this area answers: the one named, else the one that ends first."""
    rows = open_calls(area)
    return rows.filter(code=code).first() if code else rows.first()


def public_list(filters: Filters = Filters()) -> ProposalRows:
    """What everybody may read, newest first by (public_since, id), with `support`.

    Take the public words from the rows, and nothing else.
    """
    rows = _narrowed(Proposal.objects.in_public(), filters, PUBLIC_WORDS)
    return (
        rows.with_support()  # type: ignore[attr-defined]
        .select_related("area__community", "project")
        .order_by("-public_since", "-id")
    )


def staff_list(user: User, filters: Filters = Filters()) -> ProposalRows:
    """Proposals of the areas one answers for, in their own words, newest number first."""
    rows = _narrowed(Proposal.objects.in_areas_of(user), filters, ("title", *PUBLIC_WORDS))
    return rows.with_support().select_related("area").order_by("-id")  # type: ignore[attr-defined]


def _narrowed(rows: ProposalRows, filters: Filters, texts: Collection[str]) -> ProposalRows:
    if filters.statuses:
        rows = rows.filter(status__in=filters.statuses)
    if filters.source:
        rows = rows.filter(source=filters.source)
    if filters.area is not None:
        rows = rows.filter(within([filters.area]))
    if filters.call:
        rows = rows.filter(call__code=filters.call)
    return matching(rows, filters.q, recheck=tuple(texts)) if filters.q else rows


def narrowed(rows: ProposalRows, filters: Filters) -> ProposalRows:
    """Rows of any list by state, source, area, call and public words or number."""
    return _narrowed(rows, filters, PUBLIC_WORDS)


def my_proposals(user: User) -> ProposalRows:
    """Proposals of one's own and those one entered for others, newest first."""
    rows = Proposal.objects.filter(Q(proposer=user) | Q(submitted_by=user))
    rows = rows.with_support()
    return rows.select_related("area", "project", "merged_into").order_by("-id")


def supported_by(user: User) -> QuerySet[Supporter]:
    """What one supports, newest first, with the proposals."""
    rows = Supporter.objects.filter(user=user, basis="supporter")
    return rows.select_related("proposal__area", "proposal__project").order_by("-id")


def due_for_staff(user: User) -> ProposalRows:
    """Open proposals of one's areas that wait for a decision, nearest deadline first."""
    rows = Proposal.objects.filter(status__in=OPEN, due_at__isnull=False)
    rows = rows.filter(within(user.areas_where("proposals.screen")))
    return rows.select_related("area").order_by("due_at")


def due_for_proposer(user: User) -> ProposalRows:
    """Proposals that wait for an answer of the proposer."""
    rows = Proposal.objects.filter(Q(proposer=user) | Q(submitted_by=user), status="returned")
    return rows.select_related("area").order_by("id")


@dataclass(frozen=True)
class Standing:
    """How many people stand behind a proposal, online and through staff, told apart."""

    people: int
    authors: int
    online: int
    through_staff: int


def standing_behind(proposal: Proposal) -> Standing:
    """The people counted in it, each once; authors of merged ones included. One query."""
    rows = list(Supporter.objects.filter(counted_in=proposal).values_list("basis", "by_staff"))
    authors = sum(1 for basis, _by_staff in rows if basis == "author")
    staff = sum(1 for basis, by_staff in rows if basis != "author" and by_staff)
    return Standing(len(rows), authors, len(rows) - authors - staff, staff)
