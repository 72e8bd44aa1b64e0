"""Asked once, made once, to the same numbers, whatever happens to the worker."""

import datetime as dt
import io
import json
import subprocess
import sys

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from core.areas.models import Area
from core.counters.services import fold_all
from core.lists.download import harmless
from core.printing import typesetting
from portal.reports import services, tasks
from portal.reports.models import Format, ReportRun
from portal.reports.queries import months_to_report, stuck, waiting
from portal.reports.services import build, pick_up_dropped, request_monthly, request_report, store
from portal.reports.spreadsheet import workbook
from tests.factories import wishes
from tests.portal.reports.conftest import MARCH


def bodies(run):
    found = {}
    for file in run.files.all():
        with file.file.open("rb") as body:
            found[file.format] = body.read()
    return found


def test_report_comes_as_tagged_pdf_workbook_and_text(run):
    assert build(run)
    assert (run.status, run.progress, run.error) == ("done", 100, "")
    files = bodies(run)
    assert set(files) == set(Format)
    assert files["pdf"].startswith(b"%PDF")
    assert b"/MarkInfo" in files["pdf"] or b"/StructTreeRoot" in files["pdf"]
    assert b"pdfuaid" in files["pdf"]
    assert "榕树头社区" in files["csv"].decode("utf-8-sig")
    assert load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]["A2"].value


def test_figures_are_those_of_the_month(run, cast):
    build(run)
    figures = {f["name"]: f["value"] for f in run.snapshot["figures"]}
    assert figures["wishes.submitted"] == "3"
    assert figures["wishes.closed"] == "1"
    assert figures["wishes.people"] == "1"
    assert run.snapshot["sentences"][1].startswith("微心愿：提出心愿 3 个，")
    assert not any(" 0 " in said for said in run.snapshot["sentences"])
    titles = [part["title"] for name in ("charts", "tables") for part in run.snapshot[name]]
    assert len(titles) == len(set(titles))
    listed = [row for t in run.snapshot["tables"] for row in t["rows"]]
    assert any(wishes.PUBLIC["public_title"] in row for row in listed)


def test_report_holds_nothing_personal(run):
    build(run)
    text = json.dumps(run.snapshot, ensure_ascii=False)
    own = [wishes.WORDS[k] for k in ("title", "story", "contact_name", "contact_phone")]
    for word in [*own, "榕景花园3栋502"]:
        assert word not in text


def test_private_wishes_are_counted_but_not_listed(cast, march):
    wishes.published(cast.community_clerk, cast.community, is_private=True, public_title="秘密")
    run, _new = request_report(area=cast.community, period=march, language="zh-hans", by=None)
    build(run)
    assert "秘密" not in json.dumps(run.snapshot, ensure_ascii=False)


def test_asking_twice_finds_the_first(run, cast, march):
    again, new = request_report(
        area=cast.community, period=march, language="zh-hans", by=cast.district_admin
    )
    assert (again.pk, new) == (run.pk, False)
    english, new = request_report(area=cast.community, period=march, language="en", by=None)
    assert new
    assert english.code != run.code


def test_frozen_period_gives_the_same_numbers_later(run, cast):
    build(run)
    before = bodies(run)
    frozen = json.dumps(run.snapshot)
    wishes.published(cast.community_clerk, cast.community)
    for format_ in (Format.CSV, Format.PDF):
        store(run, format_)
    run.refresh_from_db()
    assert json.dumps(run.snapshot) == frozen
    after = bodies(run)
    assert after["csv"] == before["csv"]
    assert len(after["pdf"]) == pytest.approx(len(before["pdf"]), rel=0.01)
    assert run.files.count() == 4


def test_english_report_speaks_english(cast, march):
    run, _new = request_report(area=cast.community, period=march, language="en", by=None)
    build(run)
    assert run.snapshot["heading"] == "Monthly report: 榕树头社区"
    assert run.snapshot["figures"][0]["label"] == "Wishes made"
    assert bodies(run)["csv"].decode("utf-8-sig").startswith("Area code,")


def test_district_report_lists_areas_in_code_order(cast, march):
    run, _new = request_report(area=cast.district, period=march, language="zh-hans", by=None)
    build(run)
    below = run.snapshot["tables"][0]
    assert [row[0] for row in below["rows"]] == [cast.subdistrict.name]


def test_second_worker_does_nothing(run):
    other = ReportRun.objects.get(pk=run.pk)
    assert build(run)
    assert not build(other)
    assert run.files.count() == 4


def test_fault_is_written_on_the_run_and_it_can_be_tried_again(run, cast, monkeypatch):
    def broken(page, template):
        raise typesetting.TypesettingFailed("no font")

    monkeypatch.setattr("portal.reports.files.typeset", broken)
    assert not build(run)
    assert run.status == "failed"
    assert "no font" in run.error
    frozen = json.dumps(run.snapshot)
    monkeypatch.undo()
    again, new = request_report(
        area=cast.community, period=MARCH, language="zh-hans", by=cast.community_clerk
    )
    assert (again.pk, again.status, new) == (run.pk, "queued", False)
    assert build(again)
    assert json.dumps(again.snapshot) == frozen


def die(run, minutes=10):
    """Leave the run as a killed worker leaves it."""
    services.advance(run, "begin", by=None)
    gone = timezone.now() - dt.timedelta(minutes=minutes)
    ReportRun.objects.filter(pk=run.pk).update(seen_at=gone, attempts=run.attempts + 1)
    run.refresh_from_db()


def test_run_of_a_dead_worker_is_queued_again_and_given_up_at_last(run):
    for _ in range(services.MOST_ATTEMPTS - 1):
        die(run)
        assert list(stuck()) == [run]
        pick_up_dropped()
        run.refresh_from_db()
        assert run.status == "queued"
    die(run)
    pick_up_dropped()
    run.refresh_from_db()
    assert run.status == "failed"
    assert "died" in run.error


def test_run_that_is_alive_is_left_alone(run):
    die(run, minutes=0)
    pick_up_dropped()
    run.refresh_from_db()
    assert run.status == "running"


def test_run_the_broker_never_heard_of_is_found_by_the_sweep(run):
    assert run not in waiting()
    ReportRun.objects.filter(pk=run.pk).update(status_since=timezone.now() - dt.timedelta(hours=1))
    assert pick_up_dropped() == [run]


def test_monthly_reports_are_asked_once_for_areas_with_movement(cast, march):
    assert request_monthly(MARCH) == []  # nothing is folded yet
    fold_all()
    areas = {run.area_id for run in request_monthly(MARCH)}
    assert areas == {cast.district.pk, cast.subdistrict.pk, cast.community.pk}
    assert Area.objects.count() > len(areas)
    assert request_monthly(MARCH) == []


def test_month_that_runs_ends_yesterday():
    months = months_to_report(dt.date(2026, 3, 1))
    assert months[0].until == dt.date(2026, 2, 28)
    months = months_to_report(dt.date(2026, 3, 2))
    assert (months[0].since, months[0].until) == (dt.date(2026, 3, 1), dt.date(2026, 3, 1))


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-cmd|x", "@SUM(A1)", "\t=1", "\r=1"])
def test_cells_that_look_like_formulas_are_made_harmless(cell):
    assert harmless(cell) == "'" + cell
    book = load_workbook(io.BytesIO(workbook([("a", ["x"], [[cell]])], title="t")))
    assert book.worksheets[0]["A2"].data_type == "s"


def test_sheets_of_one_name_are_told_apart():
    sheets = [
        (name, ["x"], [["a"]]) for name in ("近 12 个月", "近 12 个月", "a/b", "A?B", "长" * 40)
    ]
    book = load_workbook(io.BytesIO(workbook([*sheets, sheets[-1]], title="t")))
    assert book.sheetnames[:4] == ["近 12 个月", "近 12 个月 (2)", "a b", "A B (2)"]
    assert len(set(book.sheetnames)) == 6
    assert max(map(len, book.sheetnames)) == 31


def test_numbers_stay_numbers():
    assert harmless("-5.5") == "-5.5"
    assert harmless("Infinity-") == "Infinity-"
    assert harmless(-3) == -3


def test_typst_lives_in_a_process_of_its_own():
    code = "import core.printing.typesetting, sys; print('typst' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split()[-1] == "False"


def test_tasks_make_what_they_are_given_and_find_what_was_dropped(run, monkeypatch):
    given = []
    monkeypatch.setattr(tasks.build_report, "delay", given.append)
    ReportRun.objects.filter(pk=run.pk).update(status_since=timezone.now() - dt.timedelta(hours=1))
    tasks.sweep_reports()
    assert given == [run.pk]
    tasks.build_report(run.pk)
    run.refresh_from_db()
    assert (run.status, run.progress) == ("done", 100)
