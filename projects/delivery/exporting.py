"""A list of projects as a file for a spreadsheet; nothing in it is personal."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.lists.export import Cell, Export, day_of
from projects.delivery.contracts import Contract
from projects.delivery.models import MicroProject
from projects.funding.queries import Amounts, of_projects


@dataclass(frozen=True)
class Line:
    """A project, what the ledger says of it, and its contract if there is one."""

    project: MicroProject
    money: Amounts
    contract: Contract | None


def _with_money(projects: list[MicroProject]) -> Iterator[Line]:
    money = of_projects([p.pk for p in projects])
    for project in projects:
        yield Line(project, money[project.pk], getattr(project, "contract", None))


def with_contracts(rows: "QuerySet[MicroProject]") -> "QuerySet[MicroProject]":
    """What the file reads of each project, in one query."""
    return rows.select_related("contract__vendor")


def _dated(name: str) -> Any:
    return lambda line: day_of(getattr(line.project, name))


PROJECTS = Export(
    "projects",
    (
        Cell(_("Number"), attrgetter("project.code")),
        Cell(pgettext_lazy("column", "Project"), attrgetter("project.title")),
        Cell(_("Kind"), lambda one: one.project.get_kind_display()),
        Cell(_("Category"), lambda one: one.project.get_category_display()),
        Cell(_("Who brought the idea"), lambda one: one.project.get_source_display()),
        Cell(_("Community"), attrgetter("project.area.name")),
        Cell(_("Status"), lambda one: str(one.project.state.label)),
        Cell(_("Due"), _dated("due_at")),
        Cell(_("Budget (yuan)"), attrgetter("project.budget"), yuan=True),
        Cell(_("Contract (yuan)"), attrgetter("money.contract_sum"), yuan=True),
        Cell(_("Paid (yuan)"), attrgetter("money.paid"), yuan=True),
        Cell(_("Held back (yuan)"), attrgetter("money.retention"), yuan=True),
        Cell(_("Social contributions (yuan)"), attrgetter("money.received"), yuan=True),
        Cell(_("Vendor"), lambda one: one.contract.vendor.name if one.contract else ""),
        Cell(_("Shortlisted on"), _dated("created_at")),
        Cell(_("Approved on"), _dated("approved_at")),
        Cell(_("Accepted on"), _dated("accepted_at")),
        Cell(_("Closed on"), _dated("closed_at")),
    ),
    beside=_with_money,
)
