"""The board's chart as data for the design system."""

from core.ui.charts import Chart, Series
from portal.dashboard.board import Shown


def months_chart(part: Shown) -> Chart:
    """Columns for one flow and a line for the other, over the last twelve months."""
    columns, line = part.panel.columns, part.panel.line
    return Chart(
        list(part.months),
        [
            Series(str(columns.label), [int(v) for v in part.columns]),
            Series(str(line.label), [int(v) for v in part.line], kind="line"),
        ],
        unit=str(columns.unit.label),
    )
