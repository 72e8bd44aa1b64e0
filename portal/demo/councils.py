"""The demo's residents' council: an evening with its minutes, a vote that is open, one counted."""

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from core.accounts.models import User
from core.workflow.engine import advance
from portal.demo.clock import at
from portal.demo.election import elect, ten_on
from portal.demo.people import HOME, People, name
from portal.demo.places import Places
from projects.councils import founding
from projects.councils.ballots import casting, paper, preparing, roll
from projects.councils.ballots.called import projects_of
from projects.councils.ballots.counting import count, request_count
from projects.councils.ballots.models import Ballot
from projects.councils.bodies import ResidentsCouncil
from projects.councils.meetings import attending, calling, minutes, motions
from projects.delivery.models import MicroProject
from projects.delivery.services.founding import found_project
from projects.proposals.calls import CallForProposals
from projects.proposals.kinds import Exclusion
from projects.proposals.services.calling import make_call
from projects.proposals.services.making import make_proposal

MEMBERS = [
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
    "梁生",
]
CHARTER = """一、议事代表由居民选举产生，每届三年。
二、每月至少开会一次；三分之二以上代表到会方可表决。
三、一人发言一次，举手发言，不打断，不攻击，一事一议。
四、与事项有利害关系的代表回避，不计入到会人数。
五、到会代表过半数同意，即为通过；少数人的意见写进会议记录。"""
# title, what and why, kind, category, budget in yuan
TOLD = [
    ("榕景花园儿童滑梯更换", "滑梯开裂，暂停使用已两个月。", "works", "culture", 42_000),
    ("3 栋门口加装扶手和坡道", "长者进出要上六级台阶。", "works", "care", 18_500),
    ("小区公告栏更新", "旧栏漏雨，字看不清。", "goods", "harmony", 9_800),
    ("夜间球场灯延时一小时", "年轻人下班后有地方运动。", "works", "culture", 26_000),
]
CHOICES = [
    ("楼道声控灯更换", "夜里上下楼看得清。", "works", "safety", 23_000),
    ("电动车充电棚加装喷淋", "消防部门建议，二十个充电位。", "works", "safety", 38_000),
    ("社区图书角添置童书", "周末孩子们有书看。", "goods", "culture", 8_000),
    ("后巷补种花草", "把堆杂物的角落变成小花园。", "works", "green", 15_000),
    ("长者手机课堂半年", "每周一课，志愿者陪练。", "services", "care", 12_000),
    ("健身器材检修更换", "六件器材松动。", "goods", "culture", 19_500),
]


def make_councils(places: Places, cast: People, dice: random.Random) -> None:
    """One council with its charter and term, its last evening, the next one, and two votes."""
    clerk, secretary = cast.accounts["community"], cast.accounts["secretary"]
    council = _council(clerk)
    with days_ago(72):
        call = make_call(
            by=clerk,
            area=council.area,
            publish=True,
            title="小项目大家提、大家选",
            text="三万元以内的小项目，提上来，初审以后由居民投票，供议事会参考。",
            closes_on=timezone.localdate() + dt.timedelta(days=21),
            budget=60_000,
            voting="advisory",
        )
        for number, told in enumerate(CHOICES):
            _proposed(call, told, number, secretary)
    with days_ago(44):
        projects = list(projects_of(call).order_by("pk"))
        ballot = _ballot(
            council,
            projects,
            clerk,
            call=call,
            title="上半年小项目，哪些先做",
            budget=60_000,
            about="上半年结余 6 万元。请选您支持的项目。",
        )
        _vote(ballot, _voters(council, 60, dice), projects, dice)
        _on_paper(ballot, clerk, secretary)
    with days_ago(30):
        _publish(ballot, clerk)
    with days_ago(22):
        _evening(council, clerk)
    _next_evening(council, clerk)
    _open(council, projects, clerk, dice)


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """Tell a part of the story as if it were that day: clocks of the portal are put back."""
    real, shift = timezone.now, dt.timedelta(days=days)
    timezone.now = lambda: real() - shift
    try:
        yield
    finally:
        timezone.now = real


def _council(clerk: User) -> ResidentsCouncil:
    area = clerk.areas_where("councils.run")[0]
    with at(ten_on(dt.date(2022, 3, 14))):
        council = founding.found_council(
            area, by=clerk, name=f"{HOME}居民议事会", text=CHARTER, founded_on=timezone.localdate()
        )
        founding.begin_term(
            council, by=clerk, number=1, since=timezone.localdate(), seats=len(MEMBERS)
        )
    elect(council, clerk, MEMBERS)
    founding.note_party_members(council.terms.first(), by=clerk, number=5)
    return council


def _project(council: ResidentsCouncil, told: tuple[Any, ...], by: User) -> MicroProject:
    title, summary, kind, category, budget = told
    return found_project(
        area=council.area,
        title=title,
        summary=summary,
        kind=kind,
        category=category,
        source="resident",
        budget=Decimal(budget),
        by=by,
    )


def _proposed(call: CallForProposals, told: tuple[Any, ...], number: int, by: User) -> None:
    """A neighbour's idea that came in by the call, and was screened onto the shortlist."""
    title, words, kind, category, budget = told
    proposal = make_proposal(
        by=None,
        area=call.area,
        call=call,
        text=words,
        contact_name="何秀兰",
        contact_phone=f"1960000{number:04d}",
    )
    advance(proposal, "take_up", by=by)
    screened = {"kind": kind, "category": category, "budget": str(budget)}
    screened |= {"public_title": title, "public_text": words, "funded_elsewhere": "no"}
    advance(proposal, "shortlist", by=by, cleared=list(Exclusion.values), **screened)


def _evening(council: ResidentsCouncil, clerk: User) -> None:
    """Three passed, one failed, in one evening (民新社区 2021, DOMAIN 1.3)."""
    evening = timezone.localtime().replace(hour=19, minute=30, second=0, microsecond=0)
    meeting = calling.call_meeting(
        council,
        by=clerk,
        title="十月议事会",
        starts_at=evening,
        place="居民议事厅",
    )
    items = [
        calling.put_on_agenda(meeting, by=clerk, project=_project(council, told, clerk))
        for told in TOLD
    ]
    came = list(meeting.attendance.all()[:10])
    for row in came[:7]:
        attending.sign_in_by_code(row.code)
    for row in came[7:]:
        attending.enter_attendance(row, by=clerk)
    advance(meeting, "open", by=clerk)
    for item, yes in zip(items, (10, 8, 6, 4), strict=True):
        budget = Decimal(16_800) if yes == 8 else None
        text = f"是否实施“{item.title}”？"
        motion = motions.put_motion(item, by=clerk, text=text, budget=budget)
        if yes == 6:
            motions.recuse(motion, came[3].member, by=clerk, reason="供应商亲属")
        voters = 9 if yes == 6 else 10
        motions.decide(motion, by=clerk, in_favour=yes, against=voters - yes)
    minutes.write_minutes(meeting, by=clerk, text=minutes.drafted(meeting))
    advance(meeting, "close", by=clerk)
    advance(meeting, "publish_minutes", by=clerk)


def _next_evening(council: ResidentsCouncil, clerk: User) -> None:
    soon = timezone.localtime() + dt.timedelta(days=6)
    meeting = calling.call_meeting(
        council,
        by=clerk,
        title="十一月议事会",
        starts_at=soon.replace(hour=19, minute=30, second=0, microsecond=0),
        place="居民议事厅",
    )
    calling.put_on_agenda(meeting, by=clerk, title="上次决定的事办得怎样")


def _voters(council: ResidentsCouncil, how_many: int, dice: random.Random) -> list[User]:
    """Neighbours who only vote: accounts without a way to sign in."""
    first = User.objects.count()
    people = [
        User(
            username=f"voter-{first + number}",
            name=name(dice),
            phone=f"198{first + number:08d}",
            community=council.area,
            password=make_password(None),
        )
        for number in range(how_many)
    ]
    return list(User.objects.bulk_create(people))


def _ballot(
    council: ResidentsCouncil, projects: list[MicroProject], clerk: User, **settings: Any
) -> Ballot:
    closes = (timezone.localtime() + dt.timedelta(days=9)).replace(hour=20, minute=0, second=0)
    ballot = preparing.prepare_ballot(
        council.area, by=clerk, closes_at=closes.replace(microsecond=0), entitled=2140, **settings
    )
    for project in projects:
        preparing.put_on_ballot(ballot, project, by=clerk)
    advance(ballot, "open", by=clerk)
    return ballot


def _vote(
    ballot: Ballot, voters: list[User], projects: list[MicroProject], dice: random.Random
) -> None:
    weights = [9, 7, 4, 6, 5, 3]
    for voter in voters:
        liked = {dice.choices(projects, weights)[0].code for _ in range(dice.randint(1, 2))}
        casting.cast(ballot, by=voter, choices=sorted(liked))


def _on_paper(ballot: Ballot, clerk: User, secretary: User) -> None:
    """Four neighbours without a phone; two people read their papers."""
    papers = [[1, 5], [5], [2, 4], [5]]
    for number in range(len(papers)):
        roll.hand_out_paper(ballot, by=clerk, phone=f"1970000{number:04d}")
    pile = paper.enter_pile(ballot, papers, by=clerk)
    paper.enter_again(pile, papers, by=secretary)


def _publish(ballot: Ballot, clerk: User) -> None:
    advance(ballot, "close", by=None)
    count(request_count(ballot, by=clerk))
    ballot.refresh_from_db()
    advance(ballot, "publish", by=clerk)


def _open(
    council: ResidentsCouncil, projects: list[MicroProject], clerk: User, dice: random.Random
) -> None:
    """A vote that everybody at home can take part in now."""
    ballot = _ballot(
        council,
        projects,
        clerk,
        call=projects[0].proposals.get().call,
        title="明年花 7 万元，您会怎么花",
        budget=70_000,
        kind="knapsack",
        about="勾选您想做的项目，加起来不超过 7 万元。结果供议事会参考。",
    )
    _vote(ballot, _voters(council, 35, dice), projects, dice)
