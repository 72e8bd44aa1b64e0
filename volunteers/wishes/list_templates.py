"""The empty list to fill in, as XLSX with drop-downs or as CSV that Excel opens rightly."""

import csv
import io

import xlsxwriter
from django.utils.translation import gettext as _

from volunteers.wishes.columns import COLUMNS
from volunteers.wishes.sheet import MOST_ROWS


def _example() -> list[str]:
    shown = {
        "title": _("A radio (example, please overwrite)"),
        "estimated_value": "150",
        "contact_name": "陈桂芳",
        "contact_phone": "13800000000",
    }
    row = []
    for column in COLUMNS:
        label = str(column.choices.labels[0]) if column.choices and column.required else ""
        row.append(shown.get(column.field, label))
    return row


def _titles() -> list[str]:
    return [f"{column.title}{'*' if column.required else ''}" for column in COLUMNS]


def csv_template() -> bytes:
    """UTF-8 with a mark, so that Excel reads the characters."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_titles())
    writer.writerow(_example())
    return text.getvalue().encode("utf-8-sig")


def xlsx_template() -> bytes:
    """Columns to choose from have drop-downs; phone numbers are text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.write_row(0, 0, _titles(), bold)
        sheet.write_row(1, 0, _example())
        for position, column in enumerate(COLUMNS):
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
