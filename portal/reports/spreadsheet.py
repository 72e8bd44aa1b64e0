"""Workbooks. A cell that a spreadsheet would take for a formula is made harmless."""

import io
import re
from decimal import Decimal
from typing import Any

import xlsxwriter

from core.lists.download import is_number


def workbook(sheets: list[tuple[str, list[str], list[list[Any]]]], *, title: str) -> bytes:
    """An Excel file: each sheet a name, a header and rows, the header fixed and filtered."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title})
    head = book.add_format({"bold": True, "bg_color": "#F6F7F9", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "#,##0.##", "valign": "top"})
    for name, header, rows in sheets:
        sheet = book.add_worksheet(_free_name(name, {s.name for s in book.worksheets()}))
        sheet.write_row(0, 0, header, head)
        for n, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, (int, float, Decimal)):
                    sheet.write_number(n, column, float(value), number)
                else:
                    sheet.write_string(n, column, str(value if value is not None else ""), wrap)
        for column, label in enumerate(header):
            longest = max([_width(label), *(_width(str(r[column])) for r in rows[:200])])
            sheet.set_column(column, column, min(longest + 3, 60))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(header) - 1)
    book.close()
    return out.getvalue()


def _free_name(name: str, taken: set[str]) -> str:
    """A sheet's name as Excel allows it: 31 characters, no signs of paths, none twice."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31] or "1"
    used = {t.casefold() for t in taken}
    free, n = plain, 1
    while free.casefold() in used:
        n += 1
        ending = f" ({n})"
        free = plain[: 31 - len(ending)] + ending
    return free


def _width(text: str) -> int:
    """Columns of a cell: a Chinese character is as wide as two Latin ones."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


def workbook_of(snapshot: dict[str, Any]) -> bytes:
    """The workbook of a report: its figures, then one sheet for each table and series."""
    header = snapshot["csv_header"][4:]
    figures = [
        [f["label"], _number(f["value"]), f["unit_name"], _number(f["before"]), f["definition"]]
        for f in snapshot["figures"]
    ]
    sheets = [(snapshot["words"]["figures"], header, figures)]
    if said := snapshot.get("sentences"):
        rows = [[sentence] for sentence in said]
        sheets.insert(0, (snapshot["words"]["summary"], [snapshot["title"]], rows))
    for chart in snapshot["charts"]:
        header = [chart["axis"], *(s["label"] for s in chart["series"])]
        rows = [
            [label, *(s["values"][n] for s in chart["series"])]
            for n, label in enumerate(chart["labels"])
        ]
        sheets.append((chart["title"], header, rows))
    for table in snapshot["tables"]:
        rows = [
            [_number(c) if n in table["numbers"] else c for n, c in enumerate(row)]
            for row in table["rows"]
        ]
        sheets.append((table["title"], [c["label"] for c in table["columns"]], rows))
    return workbook(sheets, title=snapshot["title"])


def _number(text: Any) -> Any:
    """The number in a cell of a snapshot, or the text where there is none."""
    plain = str(text if text is not None else "").replace(",", "")
    return Decimal(plain) if plain and is_number(plain) else (text or "")
