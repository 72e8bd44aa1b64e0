"""A table as a file for a spreadsheet, row by row, never computing anything."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

FORMS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff".encode()  # without it Excel takes Chinese text for Latin


def harmless(value: Any) -> Any:
    """Text a spreadsheet would compute gets an apostrophe in front; amounts below nought do not."""
    if not isinstance(value, str) or not value.startswith(FORMULA):
        return value
    return value if value.startswith("-") and is_number(value) else f"'{value}"


def is_number(text: str) -> bool:
    """Whether the text is a plain number, as `-3.5` is."""
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


def download(
    form: str, name: str, lines: Iterable[list[Any]], *, yuan: Iterable[int] = ()
) -> HttpResponseBase:
    """The lines, their header first, as `csv` or `xlsx` to save under this name and today's day.

    Cells are made harmless. `yuan` are the columns, from 0, shown as money with two decimals.
    """
    filename = f"{name}-{timezone.localdate():%Y%m%d}.{form}"
    safe = ([harmless(cell) for cell in line] for line in lines)
    if form == "xlsx":
        return FileResponse(
            _workbook(safe, yuan), as_attachment=True, filename=filename, content_type=XLSX
        )
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return StreamingHttpResponse(
        csv_lines(safe), content_type="text/csv; charset=utf-8", headers=headers
    )


class _Line:
    """What csv.writer writes to: it hands each line back instead of keeping it."""

    def write(self, text: str) -> bytes:
        return text.encode()


def csv_lines(lines: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """The lines as a file, piece by piece, exactly as they are: see `harmless`."""
    writer: Any = csv.writer(_Line())
    yield MARK
    for line in lines:
        yield writer.writerow(line)


def _workbook(lines: Iterable[list[Any]], yuan: Iterable[int]) -> io.BufferedIOBase:
    """A file on disk, written row by row, that vanishes when it is closed."""
    # closed by the response that sends it
    target: Any = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        money = book.add_format({"num_format": "#,##0.00"})
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, 40, 14)
        for column in yuan:
            sheet.set_column(column, column, 16, money)
        sheet.freeze_panes(1, 1)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line, bold if number == 0 else None)
    target.seek(0)
    return target
