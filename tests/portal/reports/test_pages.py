"""The pages of reports: who sees which, asking, watching, taking home."""

import re

import pytest
from django.urls import reverse

from core.counters.periods import Period
from portal.reports.models import ReportRun
from portal.reports.queries import months_to_report
from portal.reports.services import build, request_report

LIST = reverse("reports:list")


def detail(run):
    return reverse("reports:detail", args=[run.code])


def download(run, form="csv"):
    return reverse("reports:download", args=[run.code, form])


@pytest.fixture(autouse=True)
def queued(monkeypatch):
    """The ids that went to the broker."""
    ids = []
    monkeypatch.setattr("portal.reports.views.build_report.delay", ids.append)
    return ids


@pytest.fixture
def made(run):
    build(run)
    return run


@pytest.mark.parametrize("who", ["resident", "volunteer", "stranger", "system_admin"])
def test_list_is_for_those_who_answer_for_an_area(client, cast, who):
    client.force_login(getattr(cast, who))
    assert client.get(LIST).status_code == 404


SCOPE = {
    "community_clerk": 200,
    "subdistrict_officer": 200,
    "district_admin": 200,
    "auditor": 200,
    "finance_officer": 200,
    "neighbour_clerk": 404,
    "resident": 404,
    "system_admin": 404,
}


def test_report_and_files_are_found_only_in_scope(client, cast, made):
    for who, status in SCOPE.items():
        client.force_login(getattr(cast, who))
        assert client.get(detail(made)).status_code == status, who
        assert client.get(download(made)).status_code == status, who
        assert (made.code in client.get(LIST).content.decode()) is (status == 200), who


def test_file_comes_with_safe_headers(client, cast, made):
    client.force_login(cast.community_clerk)
    for form in ("pdf", "xlsx", "docx", "csv"):
        answer = client.get(download(made, form))
        assert answer["Content-Disposition"] == f'attachment; filename="{made.code}.{form}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get(download(made, "exe")).status_code == 404


def test_clerk_asks_for_a_report_and_asking_again_finds_it(client, cast, queued):
    client.force_login(cast.community_clerk)
    month = next(p for p in months_to_report() if p.months)
    asked = {"area": cast.community.pk, "month": month.until.isoformat()}
    answer = client.post(LIST, asked)
    run = ReportRun.objects.get()
    assert answer["Location"] == detail(run)
    assert queued == [run.pk]
    assert (run.requested_by, run.area) == (cast.community_clerk, cast.community)
    build(run)
    client.post(LIST, asked)
    assert ReportRun.objects.count() == 1
    assert queued == [run.pk]


@pytest.mark.parametrize("who", ["auditor", "finance_officer", "resident"])
def test_others_cannot_ask(client, cast, who):
    client.force_login(getattr(cast, who))
    month = months_to_report()[-1].until.isoformat()
    assert client.post(LIST, {"area": cast.community.pk, "month": month}).status_code in (403, 404)
    assert not ReportRun.objects.exists()


@pytest.mark.parametrize("month", ["", "2001-01-31", "x", "2026-13-99", "9999-12-31"])
def test_month_nobody_offers_is_refused_beside_the_field(client, cast, month):
    client.force_login(cast.community_clerk)
    answer = client.post(LIST, {"area": cast.community.pk, "month": month})
    assert answer.status_code == 400
    assert answer.context["form"].errors["month"]


def test_area_outside_ones_scope_cannot_be_asked_about(client, cast):
    client.force_login(cast.community_clerk)
    month = months_to_report()[-1].until.isoformat()
    for area in (cast.neighbour_community, cast.district):
        assert client.post(LIST, {"area": area.pk, "month": month}).status_code == 400
    assert not ReportRun.objects.exists()


def test_page_follows_the_run_with_and_without_javascript(client, cast, run):
    client.force_login(cast.community_clerk)
    waiting = client.get(detail(run)).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert f'hx-get="{detail(run)}"' in waiting
    fragment = client.get(detail(run), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    build(run)
    over = client.get(detail(run), headers={"HX-Request": "true"})
    assert over["HX-Redirect"] == detail(run)
    page = client.get(detail(run)).content.decode()
    assert "refresh" not in re.sub(r"<use[^>]*>", "", page)
    assert download(run, "pdf") in page


def test_failed_run_is_tried_again_by_those_who_may_ask(client, cast, run, queued, monkeypatch):
    monkeypatch.setattr("portal.reports.files.typeset", lambda page, template: 1 / 0)
    build(run)
    url = reverse("reports:again", args=[run.code])
    client.force_login(cast.auditor)
    assert client.post(url).status_code == 403
    client.force_login(cast.neighbour_clerk)
    assert client.post(url).status_code == 404
    client.force_login(cast.community_clerk)
    assert "ZeroDivisionError" not in client.get(detail(run)).content.decode()
    assert client.get(url).status_code == 405
    client.post(url)
    run.refresh_from_db()
    assert (run.status, run.attempts, queued) == ("queued", 0, [run.pk])


def test_list_pages_cost_the_same_for_one_and_many(
    client, cast, run, django_assert_max_num_queries
):
    client.force_login(cast.community_clerk)
    client.get(LIST)
    with django_assert_max_num_queries(30) as one:
        client.get(LIST)
    for month in months_to_report()[:10]:
        period = Period(month.since, month.until)
        request_report(area=cast.community, period=period, language="zh-hans", by=None)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(LIST)
