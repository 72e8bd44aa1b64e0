"""The contracts of one's areas: which ones one asks for, what they come to, and as a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.area_settings import areas_to_set, indented
from core.accounts.models import User
from core.areas.models import Area
from core.areas.scope import within
from core.lists.export import Cell, Export
from projects.delivery.contracts import Contract
from projects.delivery.procurement import Vendor
from projects.funding.queries import Amounts, of_projects

YEARS = 6
ORDER = ("-signed_on", "-id")


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


def newest(rows: "QuerySet[Contract]") -> "QuerySet[Contract]":
    """With what a list tells of them, the newest signature first."""
    return rows.select_related("vendor", "project__area").order_by(*ORDER)


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


CONTRACTS = Export(
    "contracts",
    (
        Cell(_("Number of the contract"), attrgetter("contract.number")),
        Cell(_("Vendor"), attrgetter("contract.vendor.name")),
        Cell(pgettext_lazy("column", "Project"), attrgetter("contract.project.code")),
        Cell(_("Title"), attrgetter("contract.project.title")),
        Cell(_("Community"), attrgetter("contract.project.area.name")),
        Cell(_("Signed on"), lambda one: one.contract.signed_on.isoformat()),
        Cell(_("Contract (yuan)"), attrgetter("contract.amount"), yuan=True),
        Cell(_("Comes to now (yuan)"), attrgetter("money.contract_sum"), yuan=True),
        Cell(_("Paid (yuan)"), attrgetter("money.paid"), yuan=True),
    ),
    beside=lines,
)
