"""From frozen figures to files: pure functions, so the same figures give the same report."""

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

from core.lists.download import harmless
from core.printing.typesetting import typeset
from portal.reports.document import document_of
from portal.reports.models import Format, ReportRun
from portal.reports.page import page_of
from portal.reports.spreadsheet import workbook_of

TEMPLATE = Path(__file__).with_name("typst") / "report.typ"
CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.CSV: "text/csv; charset=utf-8",
}


def render(run: ReportRun, format_: Format) -> bytes:
    """The file of a run with frozen figures. Raises TypesettingFailed."""
    snapshot: dict[str, Any] = run.snapshot or {}
    match format_:
        case Format.PDF:
            return typeset(page_of(snapshot), TEMPLATE)
        case Format.XLSX:
            return workbook_of(snapshot)
        case Format.DOCX:
            return document_of(snapshot)
        case _:
            return csv_of(snapshot)


def csv_of(snapshot: dict[str, Any]) -> bytes:
    """The figures with their definitions, one a line; with the mark Excel needs for UTF-8."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(snapshot["csv_header"])
    for f in snapshot["figures"]:
        row = [snapshot["area"]["code"], snapshot["area"]["name"], snapshot["since"]]
        row += [snapshot["until"], f["label"], f["value"], f["unit_name"], f["before"]]
        sheet.writerow([harmless(cell) for cell in [*row, f["definition"]]])
    return ("\ufeff" + out.getvalue()).encode()


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
