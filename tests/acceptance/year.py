"""A district's micro-projects as they went through the months, every step by its service.

Dates are real ones: the clock is turned to each wave of work. What a wave does for all projects
it does in one transaction, and one evening of a council votes on all that wait.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle, islice

import time_machine
from django.db import transaction

from core.accounts.abilities import Role
from core.accounts.models import User
from core.areas.models import Area
from core.areas.services import add_area
from core.counters.services import gathered
from core.workflow.engine import advance
from projects.councils import founding
from projects.councils.bodies import ResidentsCouncil
from projects.councils.meetings import attending, calling, motions
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Vendor
from projects.delivery.services.objecting import end_due_notices
from projects.delivery.services.procuring import add_quotation, add_vendor
from projects.funding import services as funding
from projects.funding.kinds import ProgrammeKind
from projects.funding.programmes import FundProgramme
from projects.proposals.kinds import Exclusion
from projects.proposals.models import Proposal
from projects.proposals.services.making import make_proposal
from tests.factories import areas
from tests.factories.accounts import person

KINDS = ("works", "services", "goods")
CATEGORIES = ("safety", "green", "care", "culture", "technology")
# one of each in a community, so that no two look like one project in parts
WORKS = (
    *("楼道照明改造", "老年饭堂桌椅", "儿童画室开课", "无障碍坡道", "体育器材更新"),
    *("雨水管疏通", "阅览室添书", "电动车充电棚", "长者手机课", "消防栓换新"),
    *("绿化带补种", "合唱团音响", "晾衣架加固", "垃圾屋除臭", "门禁系统"),
    *("法律咨询日", "凉亭翻修", "防汛沙袋", "盲道修补", "理发义剪"),
)
SOURCES = ("resident", "delegate", "grid", "community")


@contextmanager
def on(day: dt.date) -> Iterator[None]:
    """One wave of work at ten in the morning of a day, in one transaction."""
    at = dt.datetime.combine(day, dt.time(10), tzinfo=dt.timezone(dt.timedelta(hours=8)))
    with time_machine.travel(at, tick=False), transaction.atomic(), gathered():
        yield


@dataclass
class Place:
    """One community with its people and its council."""

    community: Area
    collector: User  # goes from door to door with the forms
    clerk: User
    secretary: User
    leader: User
    council: ResidentsCouncil


class District:
    """A district with so many subdistricts and communities, its people, fund and vendor."""

    def __init__(self, name: str, *, code: str, sizes: Sequence[int], since: dt.date) -> None:
        self.year = since.year
        with on(since):
            self.area = areas.district(name, code=code)
            self.admin = person("欧阳", role=Role.DISTRICT_ADMIN, area=self.area)
            self.finance = person("罗素", role=Role.DISTRICT_FINANCE, area=self.area)
            self.places = [p for n, size in enumerate(sizes, 1) for p in self._street(n, size)]
            self.programme = FundProgramme.objects.create(
                area=self.area,
                code="MS",
                name="民生微实事",
                kind=ProgrammeKind.MICRO_PROJECTS,
                for_projects=True,
            )
            for kind, cap in (("works", 500_000), ("goods", 200_000), ("services", 200_000)):
                funding.set_cap(
                    self.area,
                    since.year,
                    kind,
                    by=self.admin,
                    per_project_max=Decimal(cap),
                    per_year_max=None,
                )
            first = self.places[0]
            self.vendors: list[Vendor] = [
                add_vendor(first.community, by=first.clerk, name=f"恒信工程{n}部")
                for n in range(1, 8)
            ]

    def _street(self, number: int, size: int) -> Iterator[Place]:
        code = f"{self.area.code}{number:03}"
        level = Area.Level.SUBDISTRICT
        street = add_area(code=code, name=f"第{number}街道", level=level, parent=self.area)
        leader = person("邓春", role=Role.STREET_LEADER, area=street)
        for n in range(1, size + 1):
            level, name = Area.Level.COMMUNITY, f"第{number}街道{n}社区"
            area = add_area(code=f"{code}{n:03}", name=name, level=level, parent=street)
            collector = person("苏敏", role=Role.GRID_WORKER, area=area)
            clerk = person("何文", role=Role.COMMUNITY_CLERK, area=area)
            secretary = person("许建", role=Role.COMMUNITY_SECRETARY, area=area)
            council = founding.found_council(area, by=secretary, name="居民议事会", text="一人一票")
            founding.begin_term(
                council, by=secretary, number=1, since=council.charters.get().since, seats=3
            )
            for member in ("黄伯", "林姨", "陈老师"):
                founding.seat_member(council, by=secretary, display_name=member)
            yield Place(area, collector, clerk, secretary, leader, council)

    def allocate(self, day: dt.date, yuan: int) -> None:
        """The same sum into the book of every community."""
        with on(day):
            for place in self.places:
                book = funding.open_book(self.programme, place.community, day.year)
                funding.allocate(book, Decimal(yuan), by=None)

    def collect(self, day: dt.date, number: int) -> list[tuple[Place, Proposal]]:
        """So many proposals, one community after the other."""
        made = []
        with on(day):
            for n, place in enumerate(islice(cycle(self.places), number)):
                proposal = make_proposal(
                    by=place.collector,
                    area=place.community,
                    text=f"楼道第 {n} 盏灯坏了，晚上看不见台阶。",
                    source=SOURCES[n % 4],
                    source_name="代表联络站" if SOURCES[n % 4] == "delegate" else "",
                    for_other=True,
                    channel="paper",
                    contact_name="张姨",
                    place="一号楼",
                )
                made.append((place, proposal))
        return made

    def shortlist(
        self, day: dt.date, found: Iterable[tuple[Place, Proposal]], budgets: Iterable[int]
    ) -> list[tuple[Place, MicroProject]]:
        """The list checked, public words written: each a project with its budget in yuan."""
        made = []
        with on(day):
            for n, ((place, proposal), budget) in enumerate(zip(found, budgets, strict=True)):
                advance(proposal, "take_up", by=place.clerk)
                advance(
                    proposal,
                    "shortlist",
                    by=place.clerk,
                    cleared=list(Exclusion.values),
                    kind="works" if budget > 200_000 else KINDS[n % 3],
                    category=CATEGORIES[n % 5],
                    budget=Decimal(budget),
                    funded_elsewhere="no",
                    public_title=f"{WORKS[n // len(self.places) % len(WORKS)]} {n}",
                    public_text="更换声控灯，夜里上下楼看得清。",
                )
                made.append((place, proposal.project))
        return made

    def vote(self, day: dt.date, projects: Sequence[tuple[Place, MicroProject]]) -> None:
        """One evening in every community: all that waits for it is put to the vote and passes."""
        with on(day):
            for place in self.places:
                mine = [project for where, project in projects if where is place]
                by = place.secretary
                meeting = calling.call_meeting(
                    place.council, by=by, title="议事会", starts_at=self._now(day), place="议事厅"
                )
                items = [calling.put_on_agenda(meeting, by=by, project=one) for one in mine]
                for attendance in meeting.attendance.all():
                    attending.enter_attendance(attendance, by=by)
                advance(meeting, "open", by=by)
                for item in items:
                    motion = motions.put_motion(item, by=by, text="是否实施？")
                    motions.decide(motion, by=by, in_favour=3, against=0)

    @staticmethod
    def _now(day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(19), tzinfo=dt.timezone(dt.timedelta(hours=8)))

    def give_notice(
        self, day: dt.date, until: dt.date, projects: Sequence[tuple[Place, MicroProject]]
    ) -> None:
        """Put up for everybody, and ended by the clock on the second day."""
        with on(day):
            for place, project in projects:
                advance(
                    project,
                    "publish_notice",
                    by=place.clerk,
                    beneficiaries="一号楼居民",
                    objections_to="社区居委会 0760-8888 0000",
                )
        with on(until):
            while end_due_notices():
                pass

    def approve(self, day: dt.date, projects: Sequence[tuple[Place, MicroProject]]) -> None:
        """Reported up by the community, approved by the subdistrict, the money set aside."""
        with on(day):
            for place, project in projects:
                advance(project, "report_up", by=place.clerk)
                book = f"MS-{place.community.code}-{day.year}"
                advance(project, "approve", by=place.leader, book=book)

    def contract(self, day: dt.date, projects: Sequence[tuple[Place, MicroProject]]) -> None:
        """One offer and why there are no more, the contract at the whole budget, work begun."""
        with on(day):
            for n, (place, project) in enumerate(projects):
                by, vendor = place.clerk, self.vendors[n // len(self.places) % len(self.vendors)]
                advance(project, "begin_procurement", by=by)
                add_quotation(project, by=by, vendor=vendor, amount=project.budget)
                advance(
                    project,
                    "sign_contract",
                    by=by,
                    vendor=str(vendor.pk),
                    contract_amount=project.budget,
                    number=f"HT-{n:04}",
                    starts=day,
                    ends=day + dt.timedelta(days=60),
                    few_quotes_reason="只有一家能做",
                    no_interest=True,
                )
                advance(project, "start_work", by=by)

    def pay(self, day: dt.date, projects: Sequence[tuple[Place, MicroProject]]) -> None:
        """What stands under the contract, in one payment."""
        with on(day):
            for _place, project in projects:
                amount = project.budget
                advance(
                    project, "pay", by=self.finance, amount=amount, voucher=f"PZ-{project.code}"
                )

    def receive(
        self, day: dt.date, projects: Sequence[tuple[Place, MicroProject]], yuan: int
    ) -> None:
        """The same sum promised to and received by each of them."""
        with on(day):
            for place, project in projects:
                gift = funding.pledge(
                    project, Decimal(yuan), by=place.clerk, donor="云澜商会", donor_kind="charity"
                )
                funding.receive(gift, Decimal(yuan), by=place.clerk)
