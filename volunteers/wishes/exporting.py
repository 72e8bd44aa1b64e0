"""A list of wishes as a file for a spreadsheet: masked, and never computing anything."""

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
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.accounts.models import User
from core.privacy.masking import mask_name, mask_phone
from volunteers.wishes.models import MicroWish

logger = logging.getLogger(__name__)
MOST = 5000  # rows of one file
CHUNK = 500  # rows held in memory at a time
FORMS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TITLES = (
    _("Number"),
    pgettext_lazy("column", "Wish"),
    _("Kind"),
    _("Status"),
    _("Community"),
    _("Estimated value (yuan)"),
    _("Age"),
    _("How it came in"),
    _("Who enters it?"),
    _("Name (masked)"),
    _("Phone (masked)"),
    _("Received on"),
    _("Due"),
    _("On the wall since"),
    _("Come true on"),
)


def harmless(value: Any) -> Any:
    """Text a spreadsheet would compute gets an apostrophe in front; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def _cells(wish: MicroWish) -> list[Any]:
    cells = [
        wish.code,
        wish.title,
        wish.get_kind_display(),
        str(wish.state.label),
        wish.area.name,
        wish.estimated_value,
        wish.get_age_band_display(),
        wish.get_channel_display(),
        wish.get_spoken_for_display(),
        mask_name(wish.contact_name),
        mask_phone(wish.contact_phone),
        _day(wish.created_at),
        _day(wish.due_at),
        _day(wish.published_at),
        _day(wish.closed_at),
    ]
    return [harmless(cell) for cell in cells]


def table(rows: "QuerySet[MicroWish]") -> Iterator[list[Any]]:
    """The header, then one line a wish, read in pieces."""
    yield [str(title) for title in TITLES]
    for wish in rows.iterator(chunk_size=CHUNK):
        yield _cells(wish)


def answer(form: str, rows: "QuerySet[MicroWish]", *, by: User) -> HttpResponseBase:
    """The file to download, `csv` or `xlsx`; that it was made, and by whom, is logged."""
    logger.info("wishes exported as %s by account %s", form, by.pk)
    name = f"wishes-{timezone.localdate():%Y%m%d}.{form}"
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
    writer = csv.writer(_Line())
    yield "\ufeff".encode()  # without this mark Excel takes Chinese text for Latin
    for line in lines:
        yield writer.writerow(line)  # type: ignore[misc]


def _workbook(lines: Iterable[list[Any]]) -> io.BufferedIOBase:
    """A file on disk, written row by row, that vanishes when it is closed."""
    # closed by the response that sends it
    target: Any = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, len(TITLES) - 1, 14)
        sheet.freeze_panes(1, 1)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line, bold if number == 0 else None)
    target.seek(0)
    return target
