"""What books hold, what projects have used, which caps hold. All amounts in yuan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, Length

from core.areas.models import Area
from projects.funding.caps import CapException, FundCap
from projects.funding.contributions import SocialContribution
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation, FundProgramme
from projects.funding.table import Account, EntryKind

ZERO = Decimal(0)
Balances = dict[Account, Decimal]


def _filled(found: Mapping[str, Any] | None) -> Balances:
    return {account: Decimal((found or {}).get(account, 0)) for account in Account}


def _head() -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.filter(book=OuterRef("pk")).order_by("-seq")


def with_balances(books: QuerySet[FundAllocation]) -> QuerySet[FundAllocation]:
    """Books with `held`, the balances as their newest entry carries them, in the same query.

    verify_ledger proves that these are the sums of the entries.
    """
    return books.annotate(held=Subquery(_head().values("balances")[:1]))


def held_by(book: FundAllocation) -> Balances:
    """The balances of a book that came from `with_balances`."""
    return _filled(book.held)  # type: ignore[attr-defined]


def balances(book: FundAllocation) -> Balances:
    """What stands on each account of the book now."""
    newest = book.entries.order_by("-seq").values_list("balances", flat=True).first()
    return _filled(newest)


def balance(book: FundAllocation, account: Account) -> Decimal:
    """What stands on one account of the book now."""
    return balances(book)[account]


def summed(books: Iterable[FundAllocation]) -> Balances:
    """The balances of many books from `with_balances` together."""
    total = _filled({})
    for book in books:
        for account, amount in held_by(book).items():
            total[account] += amount
    return total


@dataclass(frozen=True)
class Amounts:
    """What the ledger says of one project, in yuan.

    `committed`, `contracted`, `retention` and `paid` are what stands there now: bound and not
    yet contracted, contracted and not yet paid, held back, paid out (less what came back).
    `reduced` is what settlement gave back. `pledged` is all that was promised and not withdrawn,
    the `received` part of it included. `by_kind` holds the sum of entries of each kind.
    """

    committed: Decimal = ZERO
    contracted: Decimal = ZERO
    retention: Decimal = ZERO
    paid: Decimal = ZERO
    reduced: Decimal = ZERO
    pledged: Decimal = ZERO
    received: Decimal = ZERO
    by_kind: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def bound(self) -> Decimal:
        """All public money the project has taken from its books and not given back."""
        return self.committed + self.contracted + self.retention + self.paid

    @property
    def contract_sum(self) -> Decimal:
        """What the contract amounts to now: agreed, extended, reduced at settlement."""
        return self.contracted + self.retention + self.paid


def _amounts(sums: Mapping[str, Decimal]) -> Amounts:
    def of(*kinds: EntryKind) -> Decimal:
        return sum((sums.get(kind, ZERO) for kind in kinds), ZERO)

    k = EntryKind
    return Amounts(
        committed=of(k.COMMIT) - of(k.UNCOMMIT, k.CONTRACT),
        contracted=of(k.CONTRACT) - of(k.PAY, k.REDUCE, k.RETAIN),
        retention=of(k.RETAIN) - of(k.RELEASE_RETENTION, k.FORFEIT),
        paid=of(k.PAY, k.RELEASE_RETENTION) - of(k.REFUND),
        reduced=of(k.REDUCE, k.FORFEIT),
        pledged=of(k.PLEDGE) - of(k.UNPLEDGE),
        received=of(k.RECEIVE),
        by_kind=dict(sums),
    )


def of_projects(ids: Sequence[int]) -> dict[int, Amounts]:
    """The amounts of many projects in one query; every id is in the answer."""
    sums: dict[int, dict[str, Decimal]] = {pk: {} for pk in ids}
    rows = LedgerEntry.objects.filter(project__in=ids).order_by()
    for row in rows.values("project", "kind").annotate(yuan=Sum("amount")):
        sums[row["project"]][row["kind"]] = row["yuan"]
    return {pk: _amounts(found) for pk, found in sums.items()}


def of_project(project: Any) -> Amounts:
    """What the ledger says of one project."""
    return of_projects([project.pk])[project.pk]


def standing_on(project: Any, account: Account) -> dict[int, Decimal]:
    """How much of a project stands on an account, by id of the book, where it is not nothing."""
    rows = LedgerEntry.objects.filter(project=project).order_by()
    signed = Sum(
        Case(
            When(to_account=account, then=F("amount")),
            When(from_account=account, then=-F("amount")),
            default=ZERO,
        )
    )
    found = rows.values("book").annotate(yuan=signed).order_by("book")
    return {row["book"]: row["yuan"] for row in found if row["yuan"]}


def entries_of(project: Any) -> QuerySet[LedgerEntry]:
    """The entries about a project, oldest first, with their books."""
    return LedgerEntry.objects.filter(project=project).select_related("book").order_by("id")


def _chain(area: Area) -> list[str]:
    return area.path.strip("/").split("/")


def books_for(area: Area, year: int, *, projects: bool = True) -> QuerySet[FundAllocation]:
    """The books an area may use: its own and those of the areas above it, the nearest first.

    With `projects`, only those that may pay for micro-projects.
    """
    rows = FundAllocation.objects.filter(area__code__in=_chain(area), year=year)
    if projects:
        rows = rows.filter(programme__for_projects=True)
    nearest = rows.order_by(Length("area__path").desc(), "code")
    return nearest.select_related("programme", "area")


def _cap(area: Area, year: int, kinds: Sequence[str], column: str) -> Decimal | None:
    """The newest cap of the nearest area that sets one; a kind's own before that of all kinds."""
    rows = FundCap.objects.filter(
        area__code__in=_chain(area), year__lte=year, kind__in=kinds, **{f"{column}__isnull": False}
    )
    found = rows.order_by(Length("area__path").desc(), "-year", "-kind")
    return found.values_list(column, flat=True).first()


def cap_for(area: Area, year: int, kind: str) -> Decimal | None:
    """The most one project of this kind may cost here in principle; None where no cap is set."""
    return _cap(area, year, (kind, ""), "per_project_max")


def yearly_cap_for(area: Area, year: int, kind: str = "") -> Decimal | None:
    """The most one community may use in a year in principle, for a kind or for all together."""
    return _cap(area, year, (kind,), "per_year_max")


def bound_in_year(area: Area, year: int, kind: str = "") -> Decimal:
    """What projects of an area have bound from the books of a year and not given back."""
    rows = LedgerEntry.objects.within(area).filter(book__year=year, project__isnull=False)
    if kind:
        rows = rows.filter(project__kind=kind)
    signed = Sum(
        Case(
            When(from_account=Account.AVAILABLE, then=F("amount")),
            When(to_account=Account.AVAILABLE, then=-F("amount")),
            default=ZERO,
        )
    )
    return rows.aggregate(yuan=signed)["yuan"] or ZERO


def allowed_by_exception(project: Any) -> Decimal:
    """Up to how much an approved exception lets a project go beyond its cap; 0 without one."""
    rows = CapException.objects.filter(project=project, decision=CapException.Decision.APPROVED)
    return max(rows.values_list("amount", flat=True), default=ZERO)


@dataclass(frozen=True)
class BelowFloor:
    """A community whose fund got less than it must in a year."""

    area: Area
    programme: Any
    floor: Decimal
    given: Decimal

    @property
    def missing(self) -> Decimal:
        return self.floor - self.given


def below_floor(area: Area, year: int) -> list[BelowFloor]:
    """The communities within an area whose two funds are under the floor, in order of code.

    Two queries however many communities there are.
    """
    programmes = FundProgramme.objects.filter(floor__isnull=False, area__code__in=_chain(area))
    books = with_balances(
        FundAllocation.objects.within(area).filter(
            year=year, programme__floor__isnull=False, community__isnull=False
        )
    )
    given: dict[tuple[int, int], Decimal] = {}
    for book in books:
        key = (book.programme_id, book.community_id or 0)
        given[key] = given.get(key, ZERO) - held_by(book)[Account.APPROPRIATION]
    communities = list(
        Area.objects.filter(path__startswith=area.path, level=Area.Level.COMMUNITY).order_by("code")
    )
    found = []
    for programme in programmes:
        floor = programme.floor or ZERO
        for place in communities:
            got = given.get((programme.pk, place.pk), ZERO)
            if got < floor:
                found.append(BelowFloor(place, programme, floor, got))
    return found


def gifts_of(project: Any) -> QuerySet[SocialContribution]:
    """The gifts to a project, each with `received` and `left`: what has neither come nor been
    withdrawn."""

    def sum_of(kind: str) -> Any:
        return Coalesce(Sum("entries__amount", filter=Q(entries__kind=kind)), ZERO)

    rows = SocialContribution.objects.filter(project=project).annotate(
        received=sum_of(EntryKind.RECEIVE), withdrawn=sum_of(EntryKind.UNPLEDGE)
    )
    return rows.annotate(left=F("amount") - F("received") - F("withdrawn")).order_by("pk")


def outstanding(contribution: SocialContribution) -> Decimal:
    """How much of a pledge has neither come nor been withdrawn."""
    rows = contribution.entries.order_by().values("kind").annotate(yuan=Sum("amount"))
    sums = {row["kind"]: row["yuan"] for row in rows}
    gone = sums.get(EntryKind.RECEIVE, ZERO) + sums.get(EntryKind.UNPLEDGE, ZERO)
    return sums.get(EntryKind.PLEDGE, ZERO) - gone
