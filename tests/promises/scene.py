"""One of everything, among the cast: what a test of every address needs to ask for."""

import datetime as dt
import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from PIL import Image

from centres.directory.models import Room, ServiceCentre
from centres.directory.services import add_photo, announce_exception
from core.counters.periods import Period
from core.notices.models import Notice
from core.workflow.engine import advance
from portal.home.models import CallBack, Feedback
from portal.home.services import ask_for_call, send_feedback
from portal.reports.models import Format, ReportFile, ReportRun
from portal.reports.services import request_report
from projects.delivery.models import MicroProject
from projects.funding.caps import CapException
from projects.funding.programmes import FundAllocation
from projects.funding.services import request_exception
from projects.proposals.calls import CallForProposals
from projects.proposals.models import Proposal
from tests.cast import Cast, make_cast
from tests.factories import councils, wishes
from tests.factories import proposals as ideas
from tests.factories.centres import CentreFactory, RoomFactory
from tests.factories.funding import a_project, money
from tests.promises.projects_scene import project_places
from volunteers.housekeepers.models import Housekeeper
from volunteers.wishes import services
from volunteers.wishes.models import MicroWish


@dataclass(frozen=True)
class Scene:
    """All in the cast's community. `wish` is the resident's and stands on the wall."""

    cast: Cast
    wish: MicroWish
    hidden: MicroWish  # the resident's too, not yet looked into
    child: MicroWish  # of somebody of 14 to 17
    centre: ServiceCentre
    room: Room
    photo: Any
    exception: Any
    call_back: CallBack
    feedback: Feedback
    report: ReportRun
    notice: Notice
    delivery: Notice
    term: Housekeeper
    project: MicroProject  # just shortlisted
    book: FundAllocation  # of the community's micro-projects, this year
    cap_exception: CapException  # asked for by the clerk, to be decided
    projects: dict[str, Any]  # further on: see projects_scene.py

    proposal: Proposal  # the resident's, just submitted
    idea: Proposal  # the resident's too, being screened, in public words
    asking: CallForProposals  # the community's, published
    councils: dict[str, Any]  # codes of one of each

    def places(self) -> dict[str, Any]:
        """What the blanks of addresses stand for in this scene."""
        return {
            "wish": self.wish.code,
            "hidden": self.hidden.code,
            "child": self.child.code,
            "centre": self.centre.pk,
            "room": self.room.pk,
            "photo": self.photo.pk,
            "image": self.photo.image_id,
            "exception": self.exception.pk,
            "call": self.call_back.code,
            "letter": self.feedback.code,
            "report": self.report.code,
            "notice": self.notice.pk,
            "delivery": self.delivery.pk,
            "volunteer": self.term.volunteer_id,
            "term": self.term.pk,
            "community": self.cast.community.code,
            "project": self.project.code,
            "book": self.book.code,
            "programme": self.book.programme_id,
            "cap_exception": self.cap_exception.pk,
            "proposal": self.proposal.code,
            "idea": self.idea.code,
            "asking": self.asking.code,
            "nothing": uuid.UUID(int=0),
            **self.councils,
            **self.projects,
        }


def make_scene() -> Scene:
    cast = make_cast()
    clerk, community = cast.community_clerk, cast.community
    hidden = wishes.wish(community, by=cast.resident, title="一副老花镜")
    wish = wishes.published(clerk, community, by=cast.resident)
    centre = CentreFactory(area=community)
    day = dt.date.today() + dt.timedelta(days=30)
    report, _new = request_report(
        area=community,
        period=Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31)),
        language="zh-hans",
        by=clerk,
    )
    for step in ("begin", "finish"):
        advance(report, step, by=None)
    for form in Format.values:
        file = ReportFile(run=report, format=form, size=1, sha256="0" * 64)
        file.file.save(f"{report.code}.{form}", ContentFile(b"x"))
    services.claim(wish, by=cast.volunteer)
    services.give_up(wish, by=cast.volunteer)
    project = a_project(community)
    cap_exception = request_exception(project, Decimal(90000), by=clerk, reason="楼体老化")
    asking = ideas.call(clerk, community)
    proposal = ideas.proposal(community, by=cast.resident)
    idea = ideas.in_public(clerk, community, by=cast.resident, call=asking)
    told = Notice.objects.filter(user=cast.resident).order_by("pk")
    return Scene(
        cast=cast,
        wish=wish,
        hidden=hidden,
        child=wishes.wish(community, by=cast.resident, age_band="14_17"),
        centre=centre,
        room=RoomFactory(centre=centre),
        photo=add_photo(centre, picture(), shows="门口", by=clerk),
        exception=announce_exception(centre, since=day, until=day, reason="盘点", by=clerk),
        call_back=ask_for_call(community, name="陈桂芳", phone="13800005678"),
        feedback=send_feedback(cast.district, kind="complaint", text="太慢了"),
        report=report,
        proposal=proposal,
        idea=idea,
        asking=asking,
        notice=told.filter(channel="inbox").first(),
        delivery=told.filter(channel="sms").first(),
        term=Housekeeper.objects.get(area=community),
        project=project,
        book=money(community, 300_000),
        cap_exception=cap_exception,
        councils=councils.everything(cast),
        projects=project_places(cast),
    )


def picture() -> io.BytesIO:
    data = io.BytesIO()
    Image.new("RGB", (80, 60), "red").save(data, "PNG")
    data.name = "a.png"
    data.seek(0)
    return data


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The scene, made once for a whole module; ask inside `undone()` to leave it as it was."""
    with django_db_blocker.unblock(), for_a_module():
        made = make_scene()
        settle()
        yield made


@contextmanager
def for_a_module(*, undoing: bool = True) -> Iterator[None]:
    """A transaction for what the tests of a module share.

    Whoever rolls back forgets all prepared statements: who does so after each step saves
    by preparing none.
    """
    with transaction.atomic():
        driver = connection.connection
        usual = driver.prepare_threshold
        driver.prepare_threshold = None if undoing else usual
        yield
        driver.prepare_threshold = usual
        transaction.set_rollback(True)


def settle() -> None:
    """Check now what is checked at commit: or else each test of the module would, all of it,
    since what a test has checked is forgotten when it is rolled back."""
    connection.check_constraints()


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
