"""How the contracts of a year are spread over vendors (DOMAIN 1.5): shares and their index."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core.areas.models import Area
from core.areas.scope import within
from core.lists.download import FORMS, download
from projects.delivery.contracts import Contract

CONCENTRATED = 2500  # of 10,000: four equal vendors; above it the index counts as high


@dataclass(frozen=True)
class Share:
    """One vendor's part of the contracts of a year. Yuan; percent with one decimal."""

    pk: int
    vendor: str
    contracts: int
    yuan: Decimal
    percent: Decimal


@dataclass(frozen=True)
class Place:
    """One community's contracts of a year, and how they are spread."""

    code: str
    name: str
    contracts: int
    yuan: Decimal
    index: int

    @property
    def is_high(self) -> bool:
        """Said only where there were enough contracts to spread."""
        return self.index > CONCENTRATED and self.contracts >= 5


def hhi(amounts: Iterable[Decimal]) -> int:
    """The Herfindahl–Hirschman index, 0 … 10,000: the sum of the squares of percent shares."""
    found = [Decimal(amount) for amount in amounts]
    whole = sum(found, Decimal(0))
    if not whole:
        return 0
    return int(sum((amount * 100 / whole) ** 2 for amount in found).to_integral_value())


def _contracts(area: Area, year: int) -> Any:
    return Contract.objects.filter(within([area], prefix="project__"), signed_on__year=year)


def of_area(area: Area, year: int) -> dict[str, Any]:
    """Shares of the area and its communities' indexes; two queries whatever their number."""
    rows = _contracts(area, year).values("vendor", "vendor__name")
    rows = rows.annotate(n=Count("pk"), yuan=Sum("amount")).order_by("-yuan", "vendor")
    whole = sum((row["yuan"] for row in rows), Decimal(0))
    shares = [
        Share(
            row["vendor"],
            row["vendor__name"],
            row["n"],
            row["yuan"],
            (row["yuan"] * 100 / whole).quantize(Decimal("0.1")),
        )
        for row in rows
    ]
    return {
        "shares": shares,
        "whole": whole,
        "number": sum(share.contracts for share in shares),
        "index": hhi(share.yuan for share in shares),
        "places": _places(area, year),
    }


def _places(area: Area, year: int) -> list[Place]:
    rows = _contracts(area, year).values("project__area__name", "project__area__code", "vendor")
    parts: dict[tuple[str, str], list[tuple[int, Decimal]]] = defaultdict(list)
    for row in rows.annotate(n=Count("pk"), yuan=Sum("amount")).order_by("project__area__code"):
        key = (row["project__area__code"], row["project__area__name"])
        parts[key].append((row["n"], row["yuan"]))
    return [
        Place(
            code,
            name,
            sum(n for n, _y in found),
            sum((y for _n, y in found), Decimal(0)),
            hhi(y for _n, y in found),
        )
        for (code, name), found in parts.items()
    ]


def _lines(area: Area, year: int) -> Iterator[list[Any]]:
    yield [_("Vendor"), _("Contracts"), _("Contract (yuan)"), _("Share, percent")]
    found = of_area(area, year)
    for share in found["shares"]:
        yield [share.vendor, share.contracts, share.yuan, share.percent]
    yield [_("All together"), found["number"], found["whole"], ""]
    yield [_("Index of concentration (HHI)"), "", found["index"], ""]
    for place in found["places"]:
        yield [place.name, place.contracts, place.yuan, place.index]


def as_file(form: str, area: Area, year: int) -> HttpResponseBase:
    """The report to download. Raises Http404 for a form there is not."""
    if form not in FORMS:
        raise Http404
    return download(form, f"vendors-{area.code}-{year}", _lines(area, year))
