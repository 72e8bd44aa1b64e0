"""The contracts of one's areas: which ones one asks for, what they come to, and as a file."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet, Sum
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.area_settings import areas_to_set, indented
from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from core.lists.download import download
from projects.delivery.contracts import Contract
from projects.delivery.procurement import Vendor
from projects.funding.queries import Amounts, of_projects

logger = logging.getLogger(__name__)
MOST = 5000  # rows of one file
YEARS = 6
TITLES = (
    _("Number of the contract"),
    _("Vendor"),
    pgettext_lazy("column", "Project"),
    _("Title"),
    _("Community"),
    _("Signed on"),
    _("Contract (yuan)"),
    _("Comes to now (yuan)"),
    _("Paid (yuan)"),
)


def years_to_ask() -> range:
    """This year and the ones before it that lists offer, the newest first."""
    this = timezone.localdate().year
    return range(this, this - YEARS, -1)


class ContractFilter(forms.Form):
    """Words, vendor, place, year of the signature."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Vendor, project or number")}
        ),
    )
    vendor = forms.ModelChoiceField(
        label=_("Vendor"),
        queryset=Vendor.objects.none(),
        required=False,
        empty_label=_("All vendors"),
    )
    area = forms.ModelChoiceField(
        label=_("Where"),
        queryset=Area.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("Everywhere"),
    )
    year = forms.TypedChoiceField(
        label=_("Signed in"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mine = contracts_of(user)
        fields: dict[str, Any] = self.fields
        vendors = Vendor.objects.filter(pk__in=self.mine.values("vendor"))
        fields["vendor"].queryset = vendors.order_by("name")
        fields["area"].queryset = areas_to_set(user, "projects.see")
        fields["area"].label_from_instance = indented
        years = [(year, str(year)) for year in years_to_ask()]
        fields["year"].choices = [("", _("Any year")), *years]

    def narrowed(self) -> "QuerySet[Contract]":
        """The contracts that fit; a field in error asks nothing."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        rows = self.mine
        if found.get("vendor"):
            rows = rows.filter(vendor=found["vendor"])
        if found.get("area"):
            rows = rows.filter(within([found["area"]], prefix="project__"))
        if found.get("year"):
            rows = rows.filter(signed_on__year=found["year"])
        if words := (found.get("q") or "").strip():
            rows = rows.filter(
                Q(number__icontains=words)
                | Q(vendor__name__icontains=words)
                | Q(project__title__icontains=words)
                | Q(project__code__iexact=words)
            )
        return rows


def contracts_of(user: User) -> "QuerySet[Contract]":
    """The contracts of the areas one works for."""
    return Contract.objects.filter(within(user.areas_where("projects.see"), prefix="project__"))


def sums(rows: "QuerySet[Contract]") -> dict[str, Any]:
    """How many contracts these are, and what was signed for together, in yuan."""
    found = rows.order_by().aggregate(number=Count("pk"), yuan=Sum("amount"))
    return {"number": found["number"], "yuan": found["yuan"] or Decimal(0)}


@dataclass(frozen=True)
class Line:
    """A contract, and what the ledger says of its project."""

    contract: Contract
    money: Amounts


def lines(contracts: Iterable[Contract]) -> list[Line]:
    """The contracts with the money of their projects; one query for all."""
    held = list(contracts)
    money = of_projects([contract.project_id for contract in held])
    return [Line(contract, money[contract.project_id]) for contract in held]


def table(rows: "QuerySet[Contract]") -> Iterator[list[Any]]:
    """The header, then one line a contract, the newest first."""
    yield [str(title) for title in TITLES]
    rows = rows.select_related("vendor", "project__area").order_by("-signed_on", "-id")
    for one in lines(rows[:MOST]):
        project = one.contract.project
        yield [
            one.contract.number,
            one.contract.vendor.name,
            project.code,
            project.title,
            project.area.name,
            one.contract.signed_on.isoformat(),
            one.contract.amount,
            one.money.contract_sum,
            one.money.paid,
        ]


def answer(form: str, rows: "QuerySet[Contract]", *, by: User) -> HttpResponseBase:
    """The file to download, `csv` or `xlsx`; that it was made, and by whom, is logged."""
    logger.info("contracts exported as %s by account %s", form, by.pk)
    return download(form, "contracts", table(rows), yuan=range(6, 9))
