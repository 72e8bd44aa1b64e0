"""The two published sums, from scenarios of full size built through the services.

「2018年1至9月…」 (Futian) and 「2021年上半年…」 (Xiangzhou) must come out to the letter in the PDF,
the workbook and the Word document. Both include what must not count: other periods, another
district, proposals that became nothing.

Two thousand projects, each through all its steps, take minutes that the suite's budget does not
have: `LINLI_FULL_SIZE=1 script/test tests/acceptance` runs them. The same sentences from small
scenarios through the same services are in tests/portal/reports/test_funds.py, in every run.
"""

import datetime as dt
import io
import os
from itertools import cycle, islice

import pytest
from docx import Document
from openpyxl import load_workbook

from core.areas.models import Area
from portal.reports.funds.spans import period_of
from portal.reports.services import build, request_report
from tests.acceptance.year import District
from tests.pdf import text_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("LINLI_FULL_SIZE"), reason="full size: set LINLI_FULL_SIZE=1"
    ),
]

FUTIAN = (
    "2018年1至9月,全区10个街道95个社区累计征集民生微实事项目1766个,立项1298个,"
    "财政支出1.45亿元,吸引社会投入548.96万元"
)
XIANGZHOU = "2021年上半年实施民生微实事项目608个,实际支出963.13万元"


def day(year: int, month: int, number: int) -> dt.date:
    return dt.date(year, month, number)


def report_on(area: Area, span: str, year: int) -> dict[str, str]:
    """What the report says in each of its files that people read."""
    run, _new = request_report(
        area=area, period=period_of(span, year), language="zh-hans", by=None, form="funds"
    )
    assert build(run), run.error
    bodies = {}
    for file in run.files.all():
        with file.file.open("rb") as body:
            bodies[file.format] = body.read()
    book = load_workbook(io.BytesIO(bodies["xlsx"]), read_only=True)
    cells = [str(c) for row in book.worksheets[0].iter_rows(values_only=True) for c in row]
    paragraphs = [p.text for p in Document(io.BytesIO(bodies["docx"])).paragraphs]
    return {"pdf": text_of(bodies["pdf"]), "xlsx": "\n".join(cells), "docx": "\n".join(paragraphs)}


@pytest.mark.xdist_group("futian")
def test_nine_months_of_2018_in_futian():
    futian = District("福田区", code="990104", sizes=(10, 9) * 5, since=day(2017, 12, 1))
    futian.year = 2018
    futian.allocate(day(2018, 1, 2), 2_500_000)
    found = futian.collect(day(2018, 1, 20), 1766)
    # 200 projects of 300,000 and 200 of 425,000 yuan are paid; 898 are approved and wait
    budgets = [*islice(cycle((300_000, 425_000)), 400), *[12_000] * 898]
    projects = futian.shortlist(day(2018, 2, 5), found[:1298], budgets)
    futian.vote(day(2018, 3, 1), projects)
    futian.give_notice(day(2018, 3, 5), day(2018, 3, 20), projects)
    futian.approve(day(2018, 3, 26), projects)
    futian.contract(day(2018, 4, 16), projects[:401])
    futian.pay(day(2018, 9, 30), projects[:400])
    futian.receive(day(2018, 8, 1), projects[400:432], 171_550)
    # October: not in the period
    futian.collect(day(2018, 10, 1), 3)
    futian.pay(day(2018, 10, 1), projects[400:401])
    for form, text in report_on(futian.area, "to9", 2018).items():
        assert FUTIAN in text, (form, text[:600])


@pytest.mark.xdist_group("xiangzhou")
def test_half_of_2021_in_xiangzhou():
    xiangzhou = District("香洲区", code="990105", sizes=(8, 8), since=day(2020, 12, 1))
    xiangzhou.allocate(day(2021, 1, 4), 1_000_000)
    found = xiangzhou.collect(day(2021, 1, 11), 620)
    budgets = [*[15_800] * 607, 40_700, *[20_000] * 12]
    projects = xiangzhou.shortlist(day(2021, 1, 25), found, budgets)
    xiangzhou.vote(day(2021, 2, 3), projects)
    xiangzhou.give_notice(day(2021, 2, 8), day(2021, 2, 26), projects)
    xiangzhou.approve(day(2021, 3, 3), projects)
    xiangzhou.contract(day(2021, 3, 22), projects[:608])
    xiangzhou.pay(day(2021, 6, 30), projects[:608])
    # July: not in the half-year
    xiangzhou.contract(day(2021, 7, 1), projects[608:])
    xiangzhou.pay(day(2021, 7, 1), projects[608:])
    other = District("对照区", code="990106", sizes=(1,), since=day(2021, 1, 4))
    other.collect(day(2021, 2, 1), 1)
    for form, text in report_on(xiangzhou.area, "h1", 2021).items():
        assert XIANGZHOU in text, (form, text[:600])
