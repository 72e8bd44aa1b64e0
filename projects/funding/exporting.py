"""A book as a spreadsheet, in words; the file that can be verified is in publishing.py."""

import csv
import io
import logging
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.abilities import Role
from core.accounts.models import User
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation
from projects.funding.rules import SYSTEM

logger = logging.getLogger(__name__)
CHUNK = 500
FORMS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TITLES = (
    _("No."),
    _("Date"),
    _("What"),
    pgettext_lazy("account", "From"),
    pgettext_lazy("account", "To"),
    _("Amount (yuan)"),
    _("Project"),
    _("Note"),
    _("Written by"),
    _("Hash"),
)
ROLES = {str(role.value): role.label for role in Role} | {SYSTEM: _("the portal")}


def role_name(role: str) -> str:
    """The role in which an entry was written, for people."""
    return str(ROLES.get(role, role))


def harmless(value: Any) -> Any:
    """Text a spreadsheet would compute gets an apostrophe in front; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def table(rows: QuerySet[LedgerEntry]) -> Iterator[list[Any]]:
    """The header, then one line an entry, read in pieces."""
    yield [str(title) for title in TITLES]
    for entry in rows.iterator(chunk_size=CHUNK):
        cells = [
            entry.seq,
            entry.on.isoformat(),
            entry.get_kind_display(),
            entry.get_from_account_display(),
            entry.get_to_account_display(),
            entry.amount,
            f"{entry.project.code} {entry.project.title}" if entry.project else "",
            entry.memo,
            role_name(entry.by_role),
            entry.hash,
        ]
        yield [harmless(cell) for cell in cells]


def answer(
    form: str, book: FundAllocation, rows: QuerySet[LedgerEntry], *, by: User
) -> HttpResponseBase:
    """The file to download, `csv` or `xlsx`; that it was made is logged."""
    logger.info("book %s exported as %s by account %s", book.code, form, by.pk)
    name = f"{book.code}.{form}"
    if form == "xlsx":
        return FileResponse(
            _workbook(table(rows)), as_attachment=True, filename=name, content_type=XLSX
        )
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(
        _csv(table(rows)), content_type="text/csv; charset=utf-8", headers=headers
    )


class _Line:
    """What csv.writer writes to: it hands each line back instead of keeping it."""

    def write(self, text: str) -> bytes:
        return text.encode()


def _csv(lines: Iterable[list[Any]]) -> Iterator[bytes]:
    writer: Any = csv.writer(_Line())
    yield "\ufeff".encode()  # without this mark Excel takes Chinese text for Latin
    for line in lines:
        yield writer.writerow(line)


def _workbook(lines: Iterable[list[Any]]) -> io.BufferedIOBase:
    """A file on disk, written row by row, that vanishes when it is closed."""
    # closed by the response that sends it
    target: Any = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        yuan = workbook.add_format({"num_format": "#,##0.00"})
        sheet.set_column(0, len(TITLES) - 1, 16)
        sheet.set_column(5, 5, 16, yuan)
        sheet.freeze_panes(1, 1)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line, bold if number == 0 else None)
    target.seek(0)
    return target
