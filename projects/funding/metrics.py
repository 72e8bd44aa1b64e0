"""Money that moved, each figure with its definition (口径). Yuan, by the day of the movement.

A movement of a project counts where the project is, whoever's book it came from; one of a
book alone counts where the book is. What went the other way in the period is taken off.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from core.counters.metrics import Metric, counted, declare
from core.counters.units import Unit
from projects.funding.kinds import ProjectKind
from projects.funding.ledger import LedgerEntry
from projects.funding.table import EntryKind

KIND = "ledger"


def _kinds() -> dict[str, Any]:
    return dict(ProjectKind.choices)


def _rows(kinds: Iterable[EntryKind]) -> Callable[..., QuerySet[LedgerEntry]]:
    """The entries a figure counts, of the areas where one may see books."""
    chosen = list(kinds)

    def rows(area: Area, since: dt.date, until: dt.date, user: User) -> QuerySet[LedgerEntry]:
        mine = LedgerEntry.objects.filter(within(user.areas_where("funds.see")))
        return mine.within(area).filter(kind__in=chosen, on__gte=since, on__lte=until)

    return rows


def _signed(minus: Iterable[EntryKind]) -> Any:
    """What an entry adds to a figure, in yuan; what went the other way takes off."""
    return Case(When(kind__in=list(minus), then=-F("amount")), default=F("amount"))


def _flow(
    name: str, label: Promise | str, definition: Promise | str, kinds: tuple[EntryKind, ...]
) -> Metric:
    """All that moved in these kinds of entries."""
    return counted(
        name,
        label=label,
        definition=definition,
        unit=Unit.YUAN,
        kind=KIND,
        states=kinds,
        measure="yuan",
        facets=_kinds,
        rows=_rows(kinds),
        worth=F("amount"),
        public=True,
    )


def less(plus: Decimal | None, minus: Decimal | None) -> Decimal:
    """The difference, nothing counting as 0."""
    return (plus or Decimal(0)) - (minus or Decimal(0))


def _net(
    name: str,
    label: Promise | str,
    definition: Promise | str,
    plus: tuple[EntryKind, ...],
    minus: tuple[EntryKind, ...],
    *,
    of_projects: bool = True,
) -> Metric:
    """What moved one way, less what moved back."""
    parts = tuple(
        _flow(f"{name}_{side}", label, definition, kinds)
        for side, kinds in (("out", plus), ("back", minus))
    )
    return declare(
        Metric(
            name,
            label,
            definition,
            Unit.YUAN,
            parts=parts,
            combine=less,
            rows=_rows((*plus, *minus)) if of_projects else None,
            worth=_signed(minus),
            public=True,
        )
    )


_E = EntryKind
appropriated = _net(
    "funds.appropriated",
    _("Public money appropriated"),
    _(
        "Allocated to the books of the area and of all below it, less what was taken back. Money"
        " carried over from an earlier year does not count again."
    ),
    (_E.ALLOCATE,),
    (_E.TAKE_BACK,),
    of_projects=False,
)
committed = _net(
    "funds.committed",
    _("Public money committed"),
    _("Bound for projects at their approval or by an agreed change, less what was given back."),
    (_E.COMMIT,),
    (_E.UNCOMMIT,),
)
contracted = _net(
    "funds.contracted",
    _("Under contract"),
    _("Contracts and agreed changes, less reductions at settlement and retention forfeited."),
    (_E.CONTRACT,),
    (_E.REDUCE, _E.FORFEIT),
)
paid = _net(
    "funds.paid",
    _("Public money paid"),
    _(
        "Payments for projects, retention money paid out included, less what was paid back; on"
        " the day the money moved."
    ),
    (_E.PAY, _E.RELEASE_RETENTION),
    (_E.REFUND,),
)
pledged = _net(
    "funds.pledged",
    _("Social contributions pledged"),
    _("Money and things that others promised to projects, less promises withdrawn."),
    (_E.PLEDGE,),
    (_E.UNPLEDGE,),
)
received = declare(
    _flow(
        "funds.received",
        _("Social contributions received"),
        _("Money and things from others that arrived, by value; the portal takes no money."),
        (_E.RECEIVE,),
    )
)
