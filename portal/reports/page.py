"""A frozen report as the data of the typst page: charts drawn, fonts and language named."""

from typing import Any

from core.printing.typesetting import FAMILY
from portal.reports.charts import bars, columns_and_line


def page_of(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The page's data; depends on the snapshot alone."""
    chinese = snapshot["language"].startswith("zh")
    return {
        **snapshot,
        "fonts": [FAMILY],
        "lang": ["zh", "cn"] if chinese else ["en", "gb"],
        "charts": [_drawn(chart) for chart in snapshot["charts"]],
    }


def _drawn(chart: dict[str, Any]) -> dict[str, Any]:
    series = chart["series"]
    if chart["form"] == "months":
        first, second = ((s["label"], s["values"]) for s in series)
        svg = columns_and_line(chart["short"], first, second, font=FAMILY)
    else:
        rows = list(zip(chart["labels"], series[0]["values"], strict=True))
        svg = bars(rows, font=FAMILY)
    return {"title": chart["title"], "note": chart["note"], "svg": svg, "alt": _alt(chart)}


def _alt(chart: dict[str, Any]) -> str:
    """The chart in words, for those who hear the page."""
    told = [
        f"{s['label']}: "
        + "; ".join(f"{n} {v:,.0f}" for n, v in zip(chart["labels"], s["values"], strict=True))
        for s in chart["series"]
    ]
    return f"{chart['title']}. " + ". ".join(told)
