"""A list of projects as a file for a spreadsheet; nothing in it is personal."""

import logging
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.lists.download import FORMS, download
from projects.delivery.models import MicroProject
from projects.funding.queries import of_projects

logger = logging.getLogger(__name__)
__all__ = ["FORMS", "MOST", "answer", "table"]
MOST = 5000  # rows of one file
CHUNK = 500  # rows held in memory at a time
TITLES = (
    _("Number"),
    pgettext_lazy("column", "Project"),
    _("Kind"),
    _("Category"),
    _("Who brought the idea"),
    _("Community"),
    _("Status"),
    _("Due"),
    _("Budget (yuan)"),
    _("Contract (yuan)"),
    _("Paid (yuan)"),
    _("Held back (yuan)"),
    _("Social contributions (yuan)"),
    _("Vendor"),
    _("Shortlisted on"),
    _("Approved on"),
    _("Accepted on"),
    _("Closed on"),
)


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def _cells(project: MicroProject, money: Any) -> list[Any]:
    contract = getattr(project, "contract", None)
    return [
        project.code,
        project.title,
        project.get_kind_display(),
        project.get_category_display(),
        project.get_source_display(),
        project.area.name,
        str(project.state.label),
        _day(project.due_at),
        project.budget,
        money.contract_sum,
        money.paid,
        money.retention,
        money.received,
        contract.vendor.name if contract else "",
        _day(project.created_at),
        _day(project.approved_at),
        _day(project.accepted_at),
        _day(project.closed_at),
    ]


def table(rows: "QuerySet[MicroProject]") -> Iterator[list[Any]]:
    """The header, then one line a project; three queries for each five hundred."""
    yield [str(title) for title in TITLES]
    rows = rows.select_related("contract__vendor")
    held: list[MicroProject] = []
    for project in rows[:MOST]:
        held.append(project)
        if len(held) == CHUNK:
            yield from _lines(held)
            held = []
    yield from _lines(held)


def _lines(projects: list[MicroProject]) -> Iterator[list[Any]]:
    money = of_projects([p.pk for p in projects])
    for project in projects:
        yield _cells(project, money[project.pk])


def answer(form: str, rows: "QuerySet[MicroProject]", *, by: User) -> HttpResponseBase:
    """The file to download, `csv` or `xlsx`; that it was made, and by whom, is logged."""
    logger.info("projects exported as %s by account %s", form, by.pk)
    return download(form, "projects", table(rows), yuan=range(8, 13))
