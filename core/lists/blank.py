"""The empty list to fill in, as XLSX with drop-downs or as CSV that Excel opens rightly."""

import csv
import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from core.lists.columns import Column
from core.lists.sheet import MOST_ROWS


def _example(columns: Sequence[Column], shown: Mapping[str, str]) -> list[str]:
    row = []
    for column in columns:
        label = str(column.choices.labels[0]) if column.choices and column.required else ""
        row.append(str(shown.get(column.field, label)))
    return row


def _titles(columns: Sequence[Column]) -> list[str]:
    return [f"{column.title}{'*' if column.required else ''}" for column in columns]


def blank_csv(columns: Sequence[Column], example: Mapping[str, str]) -> bytes:
    """UTF-8 with a mark, so that Excel reads the characters."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_titles(columns))
    writer.writerow(_example(columns, example))
    return text.getvalue().encode("utf-8-sig")


def blank_xlsx(columns: Sequence[Column], example: Mapping[str, str]) -> bytes:
    """Columns to choose from have drop-downs; phone numbers are text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.write_row(0, 0, _titles(columns), bold)
        sheet.write_row(1, 0, _example(columns, example))
        for position, column in enumerate(columns):
            sheet.set_column(position, position, 18, text if "phone" in column.field else None)
            if column.choices:
                sheet.data_validation(
                    1,
                    position,
                    MOST_ROWS,
                    position,
                    {"validate": "list", "source": [str(label) for label in column.choices.labels]},
                )
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()
