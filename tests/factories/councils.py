"""Councils, meetings and votes at any stage, for tests of any room."""

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from core.accounts.models import User
from core.areas.models import Area
from core.workflow.engine import advance
from projects.councils import founding
from projects.councils.ballots import paper, preparing
from projects.councils.ballots.casting import cast as cast_vote
from projects.councils.ballots.casting import items_of
from projects.councils.ballots.counting import (
    as_election,
    count,
    request_count,
    request_count_of_file,
)
from projects.councils.ballots.models import Ballot
from projects.councils.bodies import ResidentsCouncil
from projects.councils.elections.models import CouncilElection
from projects.councils.elections.services import add_candidate, begin_election
from projects.councils.majority import MAJORITY, QUORUM, Share
from projects.councils.meetings.attending import enter_attendance
from projects.councils.meetings.calling import call_meeting, put_on_agenda
from projects.councils.meetings.models import AgendaItem, Meeting
from projects.councils.meetings.motions import put_motion
from projects.councils.tally import write_pabulib
from projects.delivery.models import MicroProject
from projects.delivery.services.founding import found_project

_numbers = itertools.count(1)
NAMES = (
    "黄伯",
    "林姨",
    "阿强",
    "陈老师",
    "何叔",
    "小周",
    "李医生",
    "谢工",
    "吴嫂",
    "郑伯",
    "杨姐",
    "罗叔",
)
CHARTER = "一人一次，举手发言，不打断，不攻击；三分之二到会，到会过半数同意为通过。"


def project(area: Area, *, by: User | None = None, **fields: Any) -> MicroProject:
    """A project on the shortlist."""
    number = next(_numbers)
    settled = {
        "title": f"楼道照明改造 {number}",
        "summary": "更换声控灯，夜里上下楼看得清。",
        "kind": "works",
        "category": "safety",
        "source": "resident",
        "budget": Decimal(30_000),
    }
    return found_project(area=area, by=by, **{**settled, **fields})


def council(
    area: Area,
    *,
    members: int = 12,
    quorum: Share = QUORUM,
    majority: Share = MAJORITY,
) -> ResidentsCouncil:
    """A council in its first term, everybody elected on the first day of 2026."""
    day = dt.date(2026, 1, 1)
    made = founding.found_council(
        area, by=None, name=f"{area.name}居民议事会", text=CHARTER, founded_on=day
    )
    if (quorum, majority) != (QUORUM, MAJORITY):
        founding.adopt_charter(
            made, by=None, text=CHARTER, since=day, quorum=quorum, majority=majority
        )
    founding.begin_term(made, by=None, number=1, since=day, seats=members)
    for number in range(members):
        name = NAMES[number % len(NAMES)]
        founding.seat_member(
            made, by=None, display_name=name, phone=f"1380000{number:04}", since=day
        )
    return made


def called(
    council: ResidentsCouncil, *, by: User | None = None, starts_at: dt.datetime | None = None
) -> Meeting:
    """A meeting that begins now, unless told otherwise."""
    return call_meeting(
        council,
        by=by,
        title="十一月议事会",
        starts_at=starts_at or timezone.now(),
        place="居民议事厅",
    )


def come(meeting: Meeting, how_many: int, *, by: User) -> None:
    """So many members are there, entered by staff."""
    for attendance in meeting.attendance.filter(how="")[:how_many]:
        enter_attendance(attendance, by=by)


def in_session(
    council: ResidentsCouncil, *projects: MicroProject, by: User, here: int = 9
) -> tuple[Meeting, list[AgendaItem]]:
    """A meeting under way with these projects on its agenda and so many members there."""
    meeting = called(council, by=by)
    items = [put_on_agenda(meeting, by=by, project=one) for one in projects]
    if not items:
        items = [put_on_agenda(meeting, by=by, title="议事")]
    come(meeting, here, by=by)
    advance(meeting, "open", by=by)
    return meeting, items


def draft(area: Area, *, by: User | None = None, projects: int = 3, **settings: Any) -> Ballot:
    """A vote being prepared, with so many projects at 30,000 yuan each."""
    fields = {
        "title": "今年先做哪几件",
        "budget": 70_000,
        "closes_at": timezone.now() + dt.timedelta(days=7),
        "entitled": 1200,
    }
    ballot = preparing.prepare_ballot(area, by=by, **{**fields, **settings})
    for _ in range(projects):
        preparing.put_on_ballot(ballot, project(area), by=by)
    return ballot


def opened(area: Area, *, by: User | None = None, **settings: Any) -> Ballot:
    ballot = draft(area, by=by, **settings)
    advance(ballot, "open", by=by)
    return ballot


def over(ballot: Ballot) -> Ballot:
    """Its time is over and nobody can vote any more."""
    with_past = timezone.now() - dt.timedelta(minutes=1)
    let_time_pass(ballot, with_past)
    advance(ballot, "close", by=None)
    return ballot


def let_time_pass(ballot: Ballot, closes_at: dt.datetime) -> None:
    """Only here: the database holds the setting fast, so its triggers look away."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Ballot.objects.filter(pk=ballot.pk).update(closes_at=closes_at)
        cursor.execute("SET LOCAL session_replication_role = origin")
    ballot.refresh_from_db()


def counted(ballot: Ballot) -> Ballot:
    over(ballot)
    count(request_count(ballot, by=None))
    ballot.refresh_from_db()
    return ballot


def published(ballot: Ballot, *, by: User | None = None) -> Ballot:
    counted(ballot)
    advance(ballot, "publish", by=by)
    return ballot


def election(council: ResidentsCouncil, *, by: User | None = None) -> CouncilElection:
    return begin_election(
        council,
        by=by,
        term_number=2,
        seats=2,
        committee="主任：许建国；委员：林桂英、陈向前",
        committee_formed_on=dt.date(2026, 6, 18),
    )


def everything(cast: Any) -> dict[str, Any]:
    """One of each for a scene: what the blanks of addresses stand for."""
    clerk = cast.community_clerk
    body = council(cast.community, members=3)
    meeting = called(body, by=clerk)
    put_on_agenda(meeting, by=clerk, project=project(cast.community))
    ballot = opened(cast.community, by=clerk)
    paper.enter_pile(ballot, [[1]], by=cast.secretary)
    source = write_pabulib(as_election(ballot))
    return {
        "meeting": meeting.code,
        "ballot": ballot.code,
        "draft_ballot": draft(cast.community, by=clerk).code,
        "election": election(body, by=clerk).code,
        "tally": request_count_of_file(cast.community, source, rule="greedy", by=clerk).pk,
    }


def one_more_of_each(cast: Any, places: dict[str, Any]) -> None:
    """Another row for every list of councils and votes."""
    clerk = cast.community_clerk
    meeting = Meeting.objects.get(code=places["meeting"])
    put_on_agenda(meeting, by=clerk, project=project(cast.community))
    founding.seat_member(meeting.council, by=clerk, display_name=NAMES[0])
    called(meeting.council, by=clerk)
    election(meeting.council, by=clerk)
    ballot = Ballot.objects.get(code=places["ballot"])
    paper.enter_pile(ballot, [[2]], by=clerk)
    opened(cast.community, by=clerk)
    item = Ballot.objects.get(code=places["draft_ballot"])
    preparing.put_on_ballot(item, project(cast.community), by=clerk)


def whole_meeting(cast: Any) -> Meeting:
    """A meeting that any step can start from: charter, members, agenda and minutes are there."""
    body = ResidentsCouncil.objects.filter(area=cast.community).first()
    body = body or council(cast.community, members=3)
    meeting = called(body, by=cast.community_clerk)
    put_on_agenda(meeting, by=cast.community_clerk, title="议事")
    meeting.charter = body.charters.first()
    meeting.members_in_office, meeting.opened_at = 3, timezone.now()
    meeting.minutes = "议定事项如下。"
    meeting.save()
    return meeting


def whole_ballot(cast: Any) -> Ballot:
    """A vote that any step can start from, but that nobody has counted."""
    ballot = draft(cast.community, by=cast.community_clerk)
    ballot.opened_at = timezone.now()
    ballot.save()
    return ballot


def whole_election(cast: Any) -> CouncilElection:
    """An election that any step can start from: candidates, votes, and a notice that is over."""
    body = ResidentsCouncil.objects.filter(area=cast.community).first()
    made = election(body or council(cast.community, members=3), by=cast.community_clerk)
    add_candidate(made, by=None, display_name="周敏", votes=10, elected=True)
    made.held_on = made.notice_until = timezone.localdate() - dt.timedelta(days=1)
    made.save()
    return made


def to_look_at(cast: Any) -> dict[str, Any]:
    """The same for looking at pages: an evening under way, a result, and one not yet counted."""
    places = everything(cast)
    clerk = cast.community_clerk
    body = ResidentsCouncil.objects.get(area=cast.community)
    meeting, (item,) = in_session(body, project(cast.community), by=clerk, here=3)
    put_motion(item, by=clerk, text="是否实施？")
    ballot = opened(cast.community, by=clerk, kind="knapsack")
    cast_vote(ballot, by=cast.resident, choices=[items_of(ballot)[0].project.code])
    published(ballot, by=clerk)
    return {**places, "evening": meeting.code, "result": ballot.code}
