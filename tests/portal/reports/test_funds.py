"""The funding report: periods and sums in words, asking for one, the quarterly run, its files."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document
from openpyxl import load_workbook

from core.counters.metrics import metric
from core.counters.periods import Period, quarter_of
from core.counters.services import fold_all
from portal.reports.funds.sentences import money
from portal.reports.funds.spans import WHOLE, period_of, said
from portal.reports.models import ReportRun
from portal.reports.services import build, request_quarterly, request_report
from tests.factories.funding import money as book_with
from tests.factories.projects import crew_of, project
from tests.pdf import text_of

LIST = reverse("reports:list")


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("145000000", "1.45亿元"),
        ("5489600", "548.96万元"),
        ("9631300", "963.13万元"),
        ("100000000", "1亿元"),
        ("99999950", "1亿元"),
        ("99994999", "9999.5万元"),
        ("12345", "1.23万元"),
        ("12350", "1.24万元"),
        ("9999.99", "9999.99元"),
        ("9999.995", "1万元"),
        ("80.50", "80.5元"),
        ("100", "100元"),
        ("0", "0元"),
    ],
)
def test_money_has_two_decimals_of_its_unit_and_no_zeros_behind(yuan, words):
    with translation.override("zh-hans"):
        assert money(Decimal(yuan)) == words


@pytest.mark.parametrize(
    ("span", "words", "english"),
    [
        ("to9", "2018年1至9月", "January to September 2018"),
        ("h1", "2018年上半年", "first half of 2018"),
        ("h2", "2018年下半年", "second half of 2018"),
        ("q3", "2018年第三季度", "third quarter of 2018"),
        ("year", "2018年全年", "the year 2018"),
        ("m9", "2018年9月", "September 2018"),
    ],
)
def test_periods_have_the_names_people_use(span, words, english):
    with translation.override("zh-hans"):
        assert said(period_of(span, 2018)) == words
    with translation.override("en"):
        assert said(period_of(span, 2018)) == english


def test_days_of_ones_choice_are_said_in_full():
    with translation.override("zh-hans"):
        period = Period(dt.date(2018, 3, 5), dt.date(2018, 9, 10))
        assert said(period) == "2018年3月5日至2018年9月10日"
        across = Period(dt.date(2017, 10, 1), dt.date(2018, 9, 30))
        assert said(across) == "2017年10月1日至2018年9月30日"


def test_every_choice_is_a_stretch_of_whole_months():
    for span in WHOLE:
        period = period_of(span, 2024)
        assert period.months
        assert period.since.year == period.until.year == 2024


@pytest.fixture
def spent(cast, working_calendar):
    """One project contracted and paid for, one just on the shortlist, in the running month."""
    project(cast.community, state="closed", crew=crew_of(cast))
    project(cast.neighbour_community)
    today = dt.date.today()
    return Period(today.replace(month=1, day=1), today.replace(month=12, day=31))


def asked(area, period, language="zh-hans"):
    run, _new = request_report(area=area, period=period, language=language, by=None, form="funds")
    assert build(run), run.error
    return run


def body(run, form):
    with run.files.get(format=form).file.open("rb") as file:
        return file.read()


def test_report_says_the_same_in_all_its_files(cast, spent):
    run = asked(cast.district, spent)
    year = spent.since.year
    first = (
        f"{year}年全年,全区1个街道2个社区累计征集民生微实事项目0个,立项1个,"
        "财政支出4.5万元,吸引社会投入0元"
    )
    second = f"{year}年全年实施民生微实事项目1个,实际支出4.5万元"
    assert run.snapshot["sentences"] == [first, second]
    texts = {
        "pdf": text_of(body(run, "pdf")),
        "docx": "\n".join(p.text for p in Document(io.BytesIO(body(run, "docx"))).paragraphs),
        "xlsx": "\n".join(
            str(row[0].value) for row in load_workbook(io.BytesIO(body(run, "xlsx"))).worksheets[0]
        ),
    }
    for form, text in texts.items():
        assert first in text, form
        assert second in text, form


def test_tables_hold_the_same_money_along_every_axis(cast, spent):
    run = asked(cast.district, spent)
    translation.activate("zh-hans")
    tables = {t["title"]: t for t in run.snapshot["tables"]}

    def sums(title, name):
        with translation.override("zh-hans"):
            label = str(metric(name).label) if "." in name else name
        heads = [c["label"] for c in tables[title]["columns"]]
        column = next(n for n, head in enumerate(heads) if head.startswith(label))
        return sum(Decimal(row[column].replace(",", "")) for row in tables[title]["rows"])

    for title in ("按类型", "按街道", "按社区"):
        assert sums(title, "funds.paid") == 45000, title
        assert sums(title, "projects.approved") == 1, title
    for title in ("按类别", "按来源"):
        assert sums(title, "projects.approved") == 1, title
    assert sums("按资金来源", "已支付") == 45000
    assert [row[0] for row in tables["按社区"]["rows"]] == ["榕树头社区", "老埠社区"]


def test_report_of_a_community_counts_it_alone(cast, spent):
    run = asked(cast.neighbour_community, spent, language="en")
    assert "老埠社区: 0 micro-projects collected, 0 approved" in run.snapshot["sentences"][0]


def test_half_year_opens_with_what_was_carried_out(cast):
    run = asked(cast.district, period_of("h1", 2021))
    assert run.snapshot["sentences"][0] == "2021年上半年实施民生微实事项目0个,实际支出0元"


def test_quarterly_reports_are_asked_once_for_districts_with_movement(cast, spent):
    quarter = quarter_of(dt.date.today())
    assert request_quarterly(quarter) == []
    fold_all()
    assert [run.area for run in request_quarterly(quarter)] == [cast.district]
    assert request_quarterly(quarter) == []


def test_other_wings_alone_give_no_quarterly_report(cast, march):
    fold_all()
    assert request_quarterly(quarter_of(march.since)) == []


@pytest.fixture
def queued(monkeypatch):
    ids = []
    monkeypatch.setattr("portal.reports.views.build_report.delay", ids.append)
    return ids


def form_of(cast, **changes):
    last = dt.date.today().year - 1
    form = {"form": "funds", "area": cast.district.pk, "year": last, "span": "h1"}
    return {**form, "since": "", "until": "", **changes}


def test_district_asks_for_any_period(client, cast, queued):
    client.force_login(cast.district_admin)
    for changes in (
        {},
        {"span": "to9"},
        {"span": "custom", "since": "2018-01-01", "until": "2018-09-30"},
    ):
        assert client.post(LIST, form_of(cast, **changes)).status_code == 302
    runs = ReportRun.objects.filter(form="funds")
    assert len({run.code for run in runs}) == len(queued) == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"span": "x"}, "span"),
        ({"year": 1999}, "year"),
        ({"year": 99999}, "year"),
        ({"year": dt.date.today().year + 1}, "span"),
        ({"span": "custom"}, "since"),
        ({"span": "custom", "since": "2018-09-30", "until": "2018-01-01"}, "until"),
        ({"span": "custom", "since": "2001-09-30", "until": "2018-01-01"}, "until"),
        ({"span": "custom", "since": "0001-01-01", "until": "0001-01-02"}, "until"),
    ],
)
def test_what_makes_no_period_is_refused_beside_its_field(client, cast, queued, changes, field):
    client.force_login(cast.district_admin)
    answer = client.post(LIST, form_of(cast, **changes))
    assert answer.status_code == 400
    assert answer.context["funds"].errors[field]
    assert not queued


def test_both_forms_stand_on_the_page_with_ids_of_their_own(client, cast):
    client.force_login(cast.district_admin)
    page = client.get(LIST).content.decode()
    for name in ("id_area", "funds_area", "funds_span", "funds_since"):
        assert page.count(f'id="{name}"') == 1


def test_money_of_the_book_alone_is_no_spending(cast):
    book_with(cast.community, 500_000)
    today = dt.date.today()
    run = asked(cast.district, Period(today.replace(day=1), today))
    assert "财政支出0元" in run.snapshot["summary"]
