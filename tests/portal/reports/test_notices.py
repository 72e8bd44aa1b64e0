"""Who hears what became of a report, once: whoever asked, else who answers for the area."""

from django.utils import translation

from core.notices.kinds import kind_named
from core.notices.models import Notice
from core.printing import typesetting
from portal.reports.models import ReportRun
from portal.reports.services import build, request_monthly, request_report, retry
from tests.portal.reports.conftest import MARCH


def told() -> Notice:
    return Notice.objects.get(kind__startswith="reports.")


def test_finished_report_lies_in_the_inbox_with_its_link(run, cast, client):
    build(run)
    notice = told()
    assert (notice.kind, notice.user) == ("reports.ready", cast.community_clerk)
    assert cast.community.name in notice.body
    client.force_login(cast.community_clerk)
    assert run.get_absolute_url() == notice.url
    assert client.get(notice.url).status_code == 200
    assert not build(run)
    assert told() == notice


def test_failed_report_is_told_and_its_retry_to_whoever_tried(run, cast, monkeypatch):
    def broken(page, template):
        raise typesetting.TypesettingFailed("no font")

    monkeypatch.setattr("portal.reports.files.typeset", broken)
    build(run)
    assert told().kind == "reports.failed"
    assert "font" not in told().body
    monkeypatch.undo()
    retry(run, by=cast.district_admin)
    build(run)
    assert Notice.objects.get(kind="reports.ready").user == cast.district_admin


def test_report_of_the_month_tells_who_answers_for_its_area(cast, march):
    asked = {"area": cast.community, "period": MARCH, "language": "zh-hans"}
    run, _new = request_report(**asked, by=None)
    build(run)
    assert ReportRun.objects.get().status == "done"
    assert request_monthly(MARCH) == []
    told = Notice.objects.filter(kind="reports.made")
    assert cast.community_clerk in [notice.user for notice in told]
    assert all(cast.community in notice.user.areas_where("reports.request") for notice in told)


def test_a_report_nobody_asked_for_is_not_called_ones_own_when_it_fails(cast, march, monkeypatch):
    def broken(page, template):
        raise typesetting.TypesettingFailed("no font")

    monkeypatch.setattr("portal.reports.files.typeset", broken)
    asked = {"area": cast.community, "period": MARCH, "language": "zh-hans"}
    run, _new = request_report(**asked, by=None)
    build(run)
    with translation.override("en"):
        failed = Notice.objects.filter(kind__startswith="reports.")
        titles = {str(kind_named(notice.kind).title) for notice in failed}
    assert titles == {"A report could not be made"}
