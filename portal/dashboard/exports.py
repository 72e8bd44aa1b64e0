"""The table of areas as a file, with what its columns mean."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.areas.models import Area
from core.counters.periods import Period
from core.lists.download import harmless
from portal.dashboard.board import Shown
from portal.reports.spreadsheet import workbook

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_file(form: str, area: Area, period: Period, parts: Sequence[Shown]) -> bytes:
    """The area itself and those directly below, in code order, one column a figure."""
    metrics = [m for part in parts for m in part.panel.table]
    header = [_("Area code"), _("Area"), _("From"), _("To")]
    header += [f"{m.label} ({m.unit.label})" for m in metrics]
    rows = _rows(period, parts)
    meaning = [[str(m.label), str(m.unit.label), str(m.definition)] for m in metrics]
    if form == "csv":
        return _csv([header, *rows])
    columns = [_("Figure"), _("Unit"), _("Definition")]
    title = _("%(area)s: figures of areas") % {"area": area.name}
    return workbook(
        [(_("Areas"), header, rows), (_("What the figures mean"), columns, meaning)], title=title
    )


def _rows(period: Period, parts: Sequence[Shown]) -> list[list[Any]]:
    rows: dict[int, list[Any]] = {}
    for part in parts:
        for line in part.lines:
            start = [line.area.code, line.area.name, str(period.since), str(period.until)]
            row = rows.setdefault(line.area.pk, start)
            row += ["" if v is None else _number(v) for v in line.values]
    return list(rows.values())


def _number(value: Decimal) -> Decimal | int:
    return value if value % 1 else int(value)


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([harmless(cell) for cell in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()  # the mark Excel needs to read UTF-8


def file_name(area: Area, period: Period, form: str) -> str:
    return f"{area.code}-{period.since:%Y%m%d}-{period.until:%Y%m%d}.{form}"
