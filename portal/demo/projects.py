"""The demo's micro-projects: caps, books, councils, and thirty projects in every state.

Each is told step by step through the services, with the clock put back to its day.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.accounts.abilities import Role
from core.accounts.models import User
from core.areas.models import Area
from core.counters.services import gathered
from core.notices.models import Notice
from portal.demo.clock import at, storytelling
from portal.demo.people import HOME, People, make_officer, phone
from portal.demo.places import Places
from portal.demo.project_steps import Teller
from portal.demo.project_texts import LATER, PROJECTS, STRICTER, VENDORS
from projects.councils import founding
from projects.councils.bodies import ResidentsCouncil
from projects.delivery.procurement import Vendor
from projects.delivery.services.procuring import add_vendor
from projects.delivery.services.telling import tell
from projects.delivery.services.watching import watch_all
from projects.delivery.tellings import Telling
from projects.funding import services as funding
from projects.funding.kinds import ProgrammeKind
from projects.funding.programmes import FundProgramme
from projects.funding.services.sealing import seal
from projects.proposals.services.calling import make_call

YEARS_BACK = 2
CAPS = {"works": 500_000, "goods": 200_000, "services": 200_000}
YEARLY = 700_000  # into each community's book
FLOOR = 50_000  # each of the two community funds, at least (DOMAIN 1.2, Zhangzhou)
MEMBERS = ("黄伯", "林姨", "陈老师", "何叔", "李医生")
CHARTER = "三分之二以上代表到会方可表决，到会代表过半数同意即为通过；有利害关系的回避。"
KEPT = dt.timedelta(days=20)  # notices older than that were read long ago


def make_projects(places: Places, cast: People) -> int:
    """Everything about micro-projects but the home council; returns how many projects."""
    now = timezone.now()
    with storytelling(), gathered():
        with at(now - dt.timedelta(days=740)):
            leaders, officers = _street_people(places, cast)
            councils = {n: _council(a, cast.clerks[n]) for n, a in places.communities.items()}
            vendors = _vendors(places, cast)
            _caps(places, cast)
        _books(places, cast, now)
        teller = Teller(now, places, cast, leaders, officers, councils, vendors)
        told = [teller.tell(text) for text in sorted((*PROJECTS, *LATER), key=lambda t: -t.days)]
        _calls(places, cast, now)
        watch_all()
        _tell_news(now)
    seal()
    _forget_old_notices(now)
    return len(told)


def _street_people(places: Places, cast: People) -> tuple[dict[str, User], dict[str, User]]:
    """Who approves and who accepts in each subdistrict, by its code."""
    leaders, officers = {}, {}
    for number, street in enumerate(places.subdistricts.values()):
        if street == places.communities[HOME].parent:
            leaders[street.code] = cast.accounts["leader"]
            officers[street.code] = cast.accounts["subdistrict"]
            continue
        leaders[street.code] = make_officer(
            f"leader-{street.pinyin}", "许建华", Role.STREET_LEADER, street, phone(70 + number)
        )
        officers[street.code] = make_officer(
            f"office-{street.pinyin}", "罗永康", Role.STREET_CLERK, street, phone(80 + number)
        )
    return leaders, officers


def _council(area: Area, clerk: User) -> ResidentsCouncil:
    """A council of two and a half years; the home community has its own, told elsewhere."""
    if found := ResidentsCouncil.objects.filter(area=area).first():
        return found
    day = timezone.localdate()
    council = founding.found_council(
        area, by=clerk, name=f"{area.name}居民议事会", text=CHARTER, founded_on=day
    )
    founding.begin_term(council, by=clerk, number=1, since=day, seats=len(MEMBERS))
    for number, name in enumerate(MEMBERS):
        role = "chair" if number == 0 else "member"
        founding.seat_member(council, by=clerk, display_name=name, role=role, since=day)
    return council


def _vendors(places: Places, cast: People) -> list[Vendor]:
    clerk, home = cast.clerks[HOME], places.communities[HOME]
    return [add_vendor(home, by=clerk, name=name, kind=kind) for name, kind in VENDORS]


def _caps(places: Places, cast: People) -> None:
    by, year = cast.accounts["district"], timezone.localdate().year
    street, of_kind, less = STRICTER
    for kind, most in CAPS.items():
        funding.set_cap(
            places.district, year, kind, by=by, per_project_max=Decimal(most), per_year_max=None
        )
    funding.set_cap(
        places.subdistricts[street],
        year,
        of_kind,
        by=by,
        per_project_max=Decimal(less),
        per_year_max=None,
    )


def _books(places: Places, cast: People, now: dt.datetime) -> None:
    """Four programmes with a book for every community and year; one book is below its floor."""
    finance = cast.accounts["finance"]
    named = [
        ("MS", "民生微实事", ProgrammeKind.MICRO_PROJECTS, True, None),
        ("HD", "党群活动经费", ProgrammeKind.ACTIVITIES, False, None),
        ("GZ", "社区工作经费", ProgrammeKind.WORK_FUND, False, Decimal(FLOOR)),
        ("FW", "服务群众专项经费", ProgrammeKind.SERVICE_FUND, False, Decimal(FLOOR)),
    ]
    programmes = []
    for code, name, kind, for_projects, floor in named:
        programme = FundProgramme(
            area=places.district,
            code=code,
            name=name,
            kind=kind,
            for_projects=for_projects,
            floor=floor,
        )
        funding.save_programme(programme, by=finance)
        programmes.append(programme)
    this_year = timezone.localtime(now).year
    for year in range(this_year - YEARS_BACK, this_year + 1):
        day = dt.datetime(year, 1, 6, 10, tzinfo=timezone.get_default_timezone())
        with at(min(day, now)):
            for number, area in enumerate(places.communities.values()):
                less = 30_000 if number == 7 and year == this_year else 0
                more = 20_000 * (number % 3)
                given = (YEARLY, 30_000 + more, FLOOR + more, FLOOR + more - less)
                for programme, yuan in zip(programmes, given, strict=True):
                    _allocate(programme, area, year, yuan, finance)


def _allocate(programme: FundProgramme, area: Area, year: int, yuan: int, by: User) -> None:
    book = funding.open_book(programme, area, year)
    funding.allocate(book, Decimal(yuan), by=by, memo="年度拨款")


def _calls(places: Places, cast: People, now: dt.datetime) -> None:
    """One call that is open in the home community, one of the district that is over."""
    today = timezone.localdate(now)
    said: list[tuple[Any, User, str, int, int]] = [
        (places.communities[HOME], cast.clerks[HOME], "明年的小事，您来提", -12, 26),
        (places.district, cast.accounts["district"], "上半年民生微实事征集", -240, -180),
    ]
    for area, by, title, opens, closes in said:
        with at(now + dt.timedelta(days=opens - 1)):
            make_call(
                by=by,
                area=area,
                publish=True,
                title=title,
                text="楼道的灯、门口的坡、孩子放学后的两小时：身边的小事，说一句就算提了。",
                opens_on=today + dt.timedelta(days=opens),
                closes_on=today + dt.timedelta(days=closes),
            )


def _tell_news(now: dt.datetime) -> None:
    """Followers were told of each step on its day; what is too old for an inbox is left out."""
    Telling.objects.filter(record__at__lt=now - KEPT).delete()
    for row in Telling.objects.select_related("record").order_by("pk"):
        with at(row.record.at):
            tell(row.pk)


def _forget_old_notices(now: dt.datetime) -> None:
    """Nobody is texted by the demo, and inboxes hold the last weeks only."""
    mine = Notice.objects.filter(kind__regex=r"^(projects|proposals|councils|funds|checks)\.")
    mine.exclude(channel="inbox").delete()
    mine.filter(created_at__lt=now - KEPT).delete()
