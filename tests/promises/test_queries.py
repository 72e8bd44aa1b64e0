"""Every list costs the same number of queries for one row and for thirty. One line a list."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.areas.models import Area
from core.counters.periods import Period, month_end
from core.privacy.services import reveal
from portal.home.services import ask_for_call, send_feedback
from portal.reports.services import request_report
from projects.funding import services as funding
from projects.proposals.services import support
from tests.factories import areas, councils, wishes
from tests.factories import proposals as ideas
from tests.factories.accounts import mobile, person
from tests.factories.centres import CentreFactory, RoomFactory
from tests.factories.funding import a_project, money, programme
from tests.promises.after_scene import one_more_after
from tests.promises.projects_scene import one_more_project
from tests.promises.scene import Scene, for_a_module, make_scene, settle
from volunteers.housekeepers.models import Volunteer
from volunteers.wishes import services

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("queries")]

LISTS = """
visitor             /
visitor             /wishes/
visitor             /wishes/?q=收音机
visitor             /centres/
visitor             /calls/
visitor             /calls/{asking}/
visitor             /proposals/
visitor             /proposals/{idea}/
visitor             /api/v1/calls/
visitor             /api/v1/proposals/
resident            /api/v1/proposals/?mine=1
community_clerk     /proposals/manage/
community_clerk     /proposals/manage/export.csv
community_clerk     /proposals/{idea}/screen/
community_clerk     /api/v1/proposals/
visitor             /centres/{centre}/
visitor             /community/
visitor             /ballots/
visitor             /ballots/{ballot}/
visitor             /councils/
visitor             /councils/{community}/
visitor             /councils/meetings/{meeting}/
visitor             /api/v1/ballots/
visitor             /api/v1/ballots/{ballot}/
community_clerk     /councils/manage/
community_clerk     /councils/manage/{community}/
community_clerk     /councils/manage/meetings/{meeting}/
community_clerk     /councils/manage/elections/{election}/
community_clerk     /ballots/manage/{draft_ballot}/
community_clerk     /ballots/manage/{ballot}/piles/
visitor             /api/v1/wishes/
visitor             /api/v1/centres/
visitor             /api/v1/divisions/
visitor             /ledger/?book={book}
visitor             /ledger/ledger.json
visitor             /ledger/seals.csv
visitor             /api/v1/funds/
visitor             /api/v1/funds/{book}/
visitor             /api/v1/ledger/
visitor             /projects/
visitor             /projects/?q=扶手
visitor             /projects/map/
visitor             /projects/{works}/
visitor             /projects/{closed}/
auditor             /projects/manage/checks/
auditor             /projects/manage/concentration/
auditor             /projects/manage/contracts/
auditor             /projects/manage/contracts/export.csv
auditor             /projects/manage/{closed}/
street_leader       /projects/manage/splits/
visitor             /projects/feed/
visitor             /projects/budget/
visitor             /projects/budget/{community}/
visitor             /projects/budget/{community}/committed/
visitor             /open-data/projects.csv
visitor             /open-data/projects.json
visitor             /open-data/calls.csv
visitor             /open-data/proposals.json
visitor             /api/v1/projects/
visitor             /api/v1/projects/{works}/
community_clerk     /projects/manage/
community_clerk     /projects/manage/?tab=due
community_clerk     /projects/manage/export.csv
community_clerk     /projects/manage/{works}/
community_clerk     /projects/manage/{works}/sheet/
community_clerk     /projects/manage/vendors/
finance_officer     /funds/
finance_officer     /funds/{book}/
finance_officer     /funds/{book}/export.csv
finance_officer     /funds/programmes/
auditor             /funds/
auditor             /funds/caps/
auditor             /funds/exceptions/
resident            /wishes/
resident            /me/
resident            /me/looks/
resident            /me/consents/
resident            /me/data/download/
resident            /inbox/
resident            /api/v1/wishes/?mine=1
volunteer           /desk/
volunteer           /volunteers/mine/
volunteer           /wishes/
community_clerk     /desk/
community_clerk     /wishes/manage/
community_clerk     /wishes/manage/export.csv
community_clerk     /wishes/{wish}/
community_clerk     /volunteers/manage/
community_clerk     /help/received/
community_clerk     /reports/
community_clerk     /deliveries/
community_clerk     /centres/manage/
community_clerk     /centres/{centre}/rooms/
community_clerk     /api/v1/wishes/
community_clerk     /dashboard/
district_admin      /desk/
district_admin      /dashboard/
district_admin      /dashboard/{community}/rows/wishes.unclaimed/
district_admin      /feedback/received/
district_admin      /reports/
district_admin      /wishes/manage/
auditor             /staff/abilities/
"""
ROWS = 30
LINES = [tuple(line.split()) for line in LISTS.strip().splitlines()]


def one_more(scene: Scene, number: int) -> None:
    """Another row for every list."""
    cast, community = scene.cast, scene.cast.community
    clerk = cast.community_clerk
    wishes.published(clerk, community, by=cast.resident)
    wishes.wish(community, by=cast.resident)
    taken = wishes.published(clerk, community, by=cast.resident)
    services.claim(taken, by=cast.volunteer)
    ideas.in_public(clerk, community, by=cast.resident, call=scene.asking)
    ideas.proposal(community, by=cast.resident)
    ideas.shortlisted(clerk, community)
    ideas.call(clerk, community)
    support(scene.idea, by=person("林", phone=mobile()))
    reveal(scene.wish, "contact_phone", by=clerk, reason=f"第 {number} 次")
    CentreFactory(area=community)
    RoomFactory(centre=scene.centre)
    ask_for_call(community, name="陈桂芳", phone="13800005678")
    send_feedback(cast.district, kind="complaint", text="太慢了")
    Volunteer.objects.create(user=person("林", phone=mobile()), area=community)
    for area in (community, cast.district):
        day = dt.date(2020 + number // 12, number % 12 + 1, 1)
        month = Period(day, month_end(day))
        request_report(area=area, period=month, language="zh-hans", by=clerk)
    councils.one_more_of_each(cast, scene.places())
    one_more_book(scene, areas.community(f"社区{number}", of=community.parent), number)
    one_more_project(cast, scene.projects["works"], number)
    one_more_after(scene.projects["closed"], number)


def one_more_book(scene: Scene, area: Area, number: int) -> None:
    """Another book, entry, programme, cap, and request for more than a cap."""
    fund, project = f"F{number}", a_project(area)
    money(area, 100)
    funding.commit(scene.book, a_project(scene.book.area), Decimal(1), by=None)
    programme(area, fund, kind="service_fund", floor=Decimal(50000))
    funding.set_cap(
        area,
        2026,
        "works",
        by=scene.cast.district_admin,
        per_project_max=Decimal(number + 1),
        per_year_max=None,
    )
    funding.request_exception(
        project, Decimal(9), by=scene.cast.subdistrict_officer, reason="楼体老化"
    )


def queries_of(scene: Scene, who: str, path: str) -> list[str]:
    user = getattr(scene.cast, who)
    client = Client()
    if who != "visitor":
        client.force_login(user)
    url = path.format(**scene.places())
    client.get(url)  # what the process remembers of calendars and the like
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
        assert answer.status_code == 200, f"{who} {url}: {answer.status_code}"
        if answer.streaming:
            b"".join(answer)
    asked = [query["sql"] for query in captured.captured_queries]
    # the calendar is read again when the cache was cleared, once for the whole process
    return [sql for sql in asked if "areas_calendarday" not in sql]


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[Any, list[list[str]]]]:
    """For each line what it asks the database with one row, and with thirty."""
    with django_db_blocker.unblock(), for_a_module(undoing=False):
        scene = make_scene()
        one_more(scene, 0)
        first = {line: queries_of(scene, *line) for line in LINES}
        for number in range(1, ROWS):
            one_more(scene, number)
        settle()
        yield {line: [first[line], queries_of(scene, *line)] for line in LINES}


@pytest.mark.parametrize("line", LINES, ids=[" ".join(line) for line in LINES])
def test_no_more_queries_for_thirty_rows_than_for_one(asked, line):
    """A desk whose first seven matters are full may ask less, never more."""
    one, thirty = asked[line]
    if len(one) < len(thirty):
        told = "\n".join(sql[:300] for sql in thirty)
        pytest.fail(f"{len(one)} queries for one row, {len(thirty)} for thirty:\n{told}")
