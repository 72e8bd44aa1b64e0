"""How a report looks on paper where the sums are large."""

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.printing.typesetting import typeset
from portal import reports
from portal.reports.charts import columns_and_line
from portal.reports.page import page_of

TEMPLATE = Path(reports.__file__).parent / "typst" / "report.typ"
LARGE = [
    "工程类",
    "699",
    "699",
    "148,588,000",
    "0",
    "148,588,000",
    *["145,000,000"] * 2,
    "1,715,500",
]
HEADS = [
    "类型",
    "入选项目 (个)",
    "立项 (个)",
    "立项预算 (元)",
    "办结项目 (个)",
    "财政资金立项占用 (元)",
]
HEADS += ["合同金额 (元)", "财政支出 (元)", "社会投入（到位） (元)"]


def paper(*tables):
    words = dict.fromkeys(("made", "figures", "definitions", "method"), "–")
    snapshot = dict.fromkeys(("title", "publisher", "summary", "code", "heading", "subtitle"), "–")
    snapshot |= {"words": words, "area": {"name": "云澜区"}, "language": "zh-hans"}
    return page_of(snapshot | {"figures": [], "charts": [], "tables": list(tables)})


def table(rows):
    columns = [{"label": label, "wide": n > 0} for n, label in enumerate(HEADS)]
    numbers = list(range(1, len(HEADS)))
    return {"title": "–", "columns": columns, "rows": rows, "numbers": numbers, "note": ""}


def places(pdf, wanted):
    """Where these words begin, and their size in points."""
    found = []

    def note(text, cm, tm, _font, size):
        if text.strip() in wanted:
            found.append((tm[4] * cm[0] + cm[4], text.strip(), size * abs(tm[0] * cm[0])))

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note)
    return found


def test_no_sum_runs_into_the_one_beside_it():
    pdf = typeset(paper(table([LARGE])), TEMPLATE)
    found = places(pdf, set(LARGE))
    assert [word for _x, word, _size in found] == LARGE
    assert all(size >= 7 for _x, _word, size in found)
    for (x, word, size), (beside, _word, _size) in pairwise(found):
        # a figure of this face is 0.55 of its height wide, a comma half of that
        wide = sum(0.28 if c == "," else 0.55 if c.isdigit() else 1 for c in word) * size
        assert x + wide + 2 < beside, (word, x, wide, beside)


@pytest.mark.parametrize("figure", ["1.45亿元", "548.96 万元", "1,766个", "2018年"])
def test_no_line_ends_between_a_figure_and_its_unit(figure):
    """One of these sentences would be broken at each place of the figure."""
    sentences = ["民" * before + figure for before in range(32, 46)]
    pdf = typeset(paper() | {"sentences": sentences}, TEMPLATE)
    lines = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert lines.count(figure) == len(sentences)


def test_the_numbers_beside_the_axis_stand_on_the_chart():
    svg = columns_and_line(["9月"], ("支出", [145_000_000.0]), ("到位", [0.0]), font="x")
    for x, label in re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="end">([\d,]+)<', svg):
        assert float(x) >= 5.5 * len(label)
