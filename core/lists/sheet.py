"""Reading lists people send: CSV in whatever encoding Excel wrote, or XLSX; never executing."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

LARGEST = 5 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 60 * 1024 * 1024  # bytes; a small file may unpack to something huge
MOST_ROWS = 500
MOST_COLUMNS = 60
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")  # what no text has, and pictures or programs do


class Unreadable(Exception):
    """The file as a whole cannot be read; the message is for the person who sent it."""


@dataclass(frozen=True)
class Line:
    """One row as the spreadsheet numbers it, with its cells as text by column."""

    number: int
    cells: tuple[str, ...]


def read_sheet(content: bytes) -> list[Line]:
    """Header first, then the rows that are not empty. What it is, its content tells.

    Raises Unreadable for a file too large, too long, broken or in no known encoding.
    """
    if len(content) > LARGEST:
        raise Unreadable(_("The file is larger than 5 MB."))
    rows = _xlsx(content) if content[:4] == b"PK\x03\x04" else _csv(content)
    lines = []
    for number, cells in enumerate(rows, start=1):
        texts = tuple(_text(cell) for cell in cells[:MOST_COLUMNS])
        if any(texts):
            lines.append(Line(number, texts))
        if len(lines) > MOST_ROWS + 1:
            raise Unreadable(_("Please send at most 500 rows at a time."))
    if len(lines) < 2:
        raise Unreadable(_("The list is empty. The first row holds the column names."))
    return lines


def as_csv(lines: Sequence[Line]) -> str:
    """The same list as CSV: each row stands where it stood, so that its number stays."""
    text = io.StringIO()
    writer = csv.writer(text)
    at = 0
    for line in lines:
        for _gap in range(line.number - at - 1):
            writer.writerow([""])
        writer.writerow(line.cells)
        at = line.number
    return text.getvalue()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # Excel keeps phone numbers as 13800005678.0
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell).replace("\0", "").strip()


def decoded(content: bytes) -> str:
    """The text of a CSV: UTF-8, UTF-16 with its mark, or GB18030 as Chinese Excel writes it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        candidates: Sequence[str] = ("utf-16",)
    else:
        candidates = ("utf-8-sig", "gb18030")
    for encoding in candidates:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The encoding is unknown. Please save it as CSV UTF-8 or XLSX."))


def _csv(content: bytes) -> Iterator[list[str]]:
    text = decoded(content)
    if CONTROL.search(text[:2000]):
        raise Unreadable(_("This is neither a CSV nor an XLSX list."))
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;，", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Unreadable(_("This is not a CSV list.")) from error


def _xlsx(content: bytes) -> Iterator[tuple[Any, ...]]:
    broken = Unreadable(_("This is not an XLSX list."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise Unreadable(_("The file is larger than 5 MB."))
        # formulas are read as their text, so that they are refused instead of computed
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise broken from error
    try:
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            raise broken
        yield from sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    except (KeyError, ValueError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
        raise broken from error
    finally:
        book.close()
