"""Lists of wishes: all of them or none, with every fault named by row."""

import io

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.lists import sheet
from core.lists.blank import blank_csv, blank_xlsx
from core.notices.models import Notice
from core.numbers.models import CodeSequence
from tests.factories import wishes as make
from volunteers.wishes import services
from volunteers.wishes.columns import COLUMNS, example
from volunteers.wishes.models import MicroWish

HEADER = "心愿,类型,金额（元）,姓名,电话,依据"
GOOD = "一台收音机,goods,150,陈桂芳,13800005678,home_visit"


def take_in(clerk, community, *lines, encoding="utf-8", **options):
    content = "\r\n".join([HEADER, *lines]).encode(encoding)
    return services.import_wishes(content, by=clerk, area=community, **options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding(clerk, community, encoding):
    report = take_in(clerk, community, GOOD, encoding=encoding)
    assert report.ok, report.errors
    wish = MicroWish.objects.get()
    assert (wish.title, wish.contact_name, wish.spoken_for) == ("一台收音机", "陈桂芳", "staff")


def test_one_bad_row_and_nothing_is_taken_in(clerk, community):
    report = take_in(
        clerk,
        community,
        GOOD,
        "一台灯,castle,abc,黄家明,12,home_visit",
        ",goods,1,,,",
        GOOD,
    )
    assert not MicroWish.objects.exists()
    assert not Notice.objects.exists()
    assert {error.row for error in report.errors} == {3, 4, 5}
    assert {e.row for e in report.errors if "3" not in str(e.row)} == {4, 5}
    # all that is wrong with row 3 at once: a kind, an amount, and a phone only the draft looks at
    assert len({error.column for error in report.errors if error.row == 3}) == 3
    assert all(error.column and error.message for error in report.errors)


def test_choices_may_be_written_as_people_write_them(clerk, community):
    header = f"{HEADER},年龄段"
    content = "\n".join([header, f"{GOOD.replace('goods', '实物 ')},７０岁以上"])
    assert services.import_wishes(content.encode(), by=clerk, area=community).ok
    assert MicroWish.objects.get().age_band == "70_up"


def test_a_dry_run_writes_nothing(clerk, community):
    report = take_in(clerk, community, GOOD, dry_run=True)
    assert report.ok
    assert [wish.title for wish in report.made] == ["一台收音机"]
    assert not MicroWish.objects.exists()
    assert not CodeSequence.objects.exists()


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd"])
def test_formulas_are_refused(clerk, community, cell):
    report = take_in(clerk, community, f"{cell},goods,1,陈桂芳,13800005678,home_visit")
    if cell.startswith("-2"):
        assert MicroWish.objects.get().title == cell  # a text, and exports escape it
    else:
        assert report.errors[0].row == 2


def test_formulas_in_xlsx_are_refused_and_numbers_are_phones(clerk, community):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER.split(","))
        page.write_row(1, 0, ["一台收音机", "Goods", 150.5, "陈桂芳", 13800005678, "home_visit"])
        page.write_row(2, 0, ["", "goods", 1, "陈桂芳", 13800005678, "home_visit"])
        page.write_formula(2, 0, "=1+1", value="2")
    report = services.import_wishes(buffer.getvalue(), by=clerk, area=community)
    assert [error.row for error in report.errors] == [3]


def test_the_template_is_taken_as_soon_as_its_example_is_written_over(clerk, community):
    for blank in (blank_csv, blank_xlsx):
        untouched = blank(COLUMNS, example())
        report = services.import_wishes(untouched, by=clerk, area=community, dry_run=True)
        assert [(error.row, error.column) for error in report.errors] == [(2, "心愿")]
        content = blank(COLUMNS, {**example(), "title": "一台收音机"})
        report = services.import_wishes(content, by=clerk, area=community, dry_run=True)
        assert report.ok, report.errors


def test_the_neighbours_community_is_refused(clerk, community):
    make.community(make.NEIGHBOUR, "老埠社区")
    content = f"{HEADER},社区代码\n{GOOD},{make.NEIGHBOUR}\n{GOOD}1,000".encode()
    report = services.import_wishes(content, by=clerk, area=community)
    assert {error.row for error in report.errors} == {2, 3}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04broken",
        HEADER.encode(),
        b"\x80\x81\xff",
        b"a,b\n1,2",
        b"x" * (sheet.LARGEST + 1),
        HEADER.encode() + ("\n" + GOOD).encode() * 501,
        b'"' * 200_000,
    ],
)
def test_unreadable_files_are_named(clerk, community, content):
    report = services.import_wishes(content, by=clerk, area=community)
    assert report.errors
    assert not MicroWish.objects.exists()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_break_it(clerk, community, content):
    for head in (b"", HEADER.encode() + b"\n"):
        report = services.import_wishes(head + content, by=clerk, area=community, dry_run=True)
        assert report.errors or report.made
