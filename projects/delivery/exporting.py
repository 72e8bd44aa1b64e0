"""A list of projects as a file for a spreadsheet; nothing in it is personal."""

import csv
import io
import logging
import tempfile
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from projects.delivery.models import MicroProject
from projects.funding.exporting import FORMS, XLSX, harmless
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
    cells = [
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
    return [harmless(cell) for cell in cells]


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
    name = f"projects-{timezone.localdate():%Y%m%d}.{form}"
    if form == "xlsx":
        return FileResponse(
            _workbook(table(rows)), as_attachment=True, filename=name, content_type=XLSX
        )
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(
        _as_csv(table(rows)), content_type="text/csv; charset=utf-8", headers=headers
    )


def _as_csv(lines: Iterator[list[Any]]) -> Iterator[bytes]:
    yield "\ufeff".encode()  # without this mark Excel takes Chinese text for Latin
    for line in lines:
        text = io.StringIO()
        csv.writer(text).writerow(line)
        yield text.getvalue().encode()


def _workbook(lines: Iterator[list[Any]]) -> io.BufferedIOBase:
    """A file on disk, written row by row, that vanishes when it is closed."""
    # closed by the response that sends it
    target: Any = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, len(TITLES) - 1, 14)
        sheet.freeze_panes(1, 2)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line, bold if number == 0 else None)
    target.seek(0)
    return target
