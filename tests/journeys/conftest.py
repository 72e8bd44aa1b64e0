"""A small town with something on every page, and walks through it in a real browser."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from core.accounts.models import User
from core.counters.periods import Period
from core.notices.kinds import SMS
from core.notices.models import Notice, Status
from portal.home.models import CallBack, Feedback
from portal.home.services import ask_for_call, send_feedback
from portal.reports.models import ReportRun
from portal.reports.services import build, request_report
from projects.funding import services as funding
from projects.proposals.calls import CallForProposals
from projects.proposals.models import Proposal
from tests.cast import Cast
from tests.factories import councils, wishes
from tests.factories import proposals as ideas
from tests.factories.centres import AFTERNOON, MORNING, CentreFactory, RoomFactory, weekdays
from tests.factories.funding import a_project, money
from tests.promises.projects_scene import project_places
from volunteers.wishes.models import MicroWish

LAST_MONTH = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31))


@dataclass(frozen=True)
class Town:
    """One of everything the pages show."""

    cast: Cast
    clerk: User  # in office since 2020
    submitted: MicroWish
    verifying: MicroWish
    published: MicroWish
    claimed: MicroWish
    fulfilled: MicroWish  # the resident's own
    closed: MicroWish
    report: ReportRun
    call: CallBack
    feedback: Feedback
    centre: int
    book: str
    proposal: Proposal  # just submitted
    idea: Proposal  # being screened, in public words
    asking: CallForProposals
    councils: dict[str, Any]
    projects: dict[str, Any]  # one objected to, one being bought, one under way

    def person(self, who: str) -> User | None:
        """Whoever is called so in pages.py."""
        return None if who == "visitor" else getattr(self.cast, who, None) or self.clerk


@pytest.fixture
def town(cast, working_calendar) -> Town:
    clerk = wishes.clerk(cast.community)
    with time_machine.travel(dt.datetime(2026, 3, 10, 2, tzinfo=dt.UTC), tick=True):
        closed = wishes.fulfilled(clerk, cast.volunteer)
        wishes.services.confirm(closed, by=clerk)
    report, _new = request_report(
        area=cast.community, period=LAST_MONTH, language="zh-hans", by=clerk
    )
    build(report)
    a_text_nobody_knows_about(cast)
    centre = weekdays(CentreFactory(area=cast.community), MORNING, AFTERNOON)
    RoomFactory(centre=centre)
    return Town(
        cast=cast,
        clerk=clerk,
        submitted=wishes.wish(cast.community),
        verifying=wishes.verifying(clerk, cast.community),
        published=wishes.published(clerk, cast.community),
        claimed=wishes.claimed(clerk, cast.volunteer),
        fulfilled=wishes.fulfilled(clerk, cast.volunteer, by=cast.resident),
        closed=closed,
        report=report,
        call=ask_for_call(cast.community, name="何秀兰", phone="13800001111"),
        feedback=send_feedback(cast.district, kind="suggestion", text="请把字调大一些。"),
        centre=centre.pk,
        book=spent_book(cast),
        proposal=ideas.proposal(cast.community, by=cast.resident),
        idea=ideas.in_public(clerk, cast.community, contact_phone="13800002222"),
        councils=councils.to_look_at(cast),
        asking=ideas.call(clerk, cast.community, budget=500_000),
        projects=project_places(cast),
    )


def a_text_nobody_knows_about(cast: Cast) -> None:
    """A text message whose sender died while it was on its way."""
    texts = Notice.objects.filter(channel=SMS, status=Status.QUEUED, area=cast.community)
    text = Notice.objects.filter(pk=texts.earliest("pk").pk)
    text.update(status=Status.SENDING, claimed_at=timezone.now())
    text.update(status=Status.UNKNOWN)


def spent_book(cast: Cast) -> str:
    """A book with something on every account, and a request for more than a cap."""
    book, project = money(cast.community, 300_000), a_project(cast.community)
    funding.commit(book, project, Decimal(50_000), by=None)
    funding.contract(project, Decimal(46_000), by=None)
    funding.pay(project, Decimal(20_000), by=None)
    funding.pledge(project, Decimal(5_000), by=None)
    funding.set_cap(
        cast.district,
        2026,
        "goods",
        by=cast.district_admin,
        per_project_max=Decimal(500_000),
        per_year_max=None,
    )
    clerk = cast.community_clerk
    dear = a_project(cast.community, kind="goods", budget=600_000)
    funding.request_exception(dear, Decimal(600_000), by=clerk, reason="楼体老化")
    funding.seal()
    return book.code
