"""Projects at any stage, driven there through the real services, for tests of any room.

made = project(cast.community)                          # on the shortlist
made = project(cast.community, state="contracted")      # with a vote, a notice, money, offers
made = project(cast.community, state="evaluating", crew=crew_of(cast), budget="80000")
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from typing import Any

import time_machine
from django.utils import timezone

from core.accounts.abilities import Role
from core.accounts.models import User
from core.areas.models import Area
from core.workflow.engine import advance
from projects.councils.bodies import ResidentsCouncil
from projects.councils.meetings import motions
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Vendor
from projects.delivery.services.founding import found_project
from projects.delivery.services.objecting import end_due_notices
from projects.delivery.services.procuring import add_quotation
from tests.factories import after_works, councils
from tests.factories.accounts import person
from tests.factories.funding import money

_numbers = count(1)
# the main line, state by state; `project` follows it as far as asked
LINE = [
    "shortlisted",
    "deliberating",
    "voting",
    "vote_passed",
    "public_notice",
    "notice_passed",
    "street_review",
    "approved",
    "procurement",
    "contracted",
    "in_progress",
    "acceptance_pending",
    "accepted",
    "settlement",
    "settled",
    "evaluating",
    "closed",
]


@dataclass(frozen=True)
class Crew:
    """Who does what: screens, runs, holds the council, approves, accepts, settles and pays."""

    screener: User
    clerk: User
    council: User
    leader: User
    officer: User
    finance: User


def crew(area: Area) -> Crew:
    """Six new people, one for each part."""
    street = area.subdistrict or area
    district = area.district or area
    return Crew(
        screener=person("林文", role=Role.COMMUNITY_CLERK, area=area),
        clerk=person("何文", role=Role.COMMUNITY_CLERK, area=area),
        council=person("许建", role=Role.COMMUNITY_SECRETARY, area=area),
        leader=person("邓春", role=Role.STREET_LEADER, area=street),
        officer=person("郑海", role=Role.STREET_CLERK, area=street),
        finance=person("罗素", role=Role.DISTRICT_FINANCE, area=district),
    )


def crew_of(cast: Any) -> Crew:
    """The cast in these parts: the clerk screens and runs."""
    return Crew(
        screener=cast.community_clerk,
        clerk=cast.community_clerk,
        council=cast.secretary,
        leader=cast.street_leader,
        officer=cast.subdistrict_officer,
        finance=cast.finance_officer,
    )


def vendor(area: Area, name: str = "", **fields: Any) -> Vendor:
    """A vendor of the area's district."""
    return Vendor.objects.create(
        area=area.district or area, name=name or f"恒信工程 {next(_numbers)}", **fields
    )


WORDS = {
    "title": "修一修楼道的扶手",
    "summary": "三栋楼的扶手松了，长者上下楼不稳。换成不锈钢扶手，共 12 层。",
    "kind": "works",
    "category": "safety",
    "source": "resident",
    "budget": Decimal("50000"),
    "place": "榕景花园 3 栋",
    "beneficiaries": "三栋楼 96 户居民",
}


def project(
    area: Area, *, state: str = "shortlisted", crew: Crew | None = None, **fields: Any
) -> MicroProject:
    """A project of the main line in this state; the money for it is put into the fund."""
    who = crew or globals()["crew"](area)
    words = {**WORDS, **fields}
    words["budget"] = Decimal(words["budget"])
    made = found_project(area=area, by=who.screener, **words)
    return to_state(made, state, who)


def to_state(made: MicroProject, state: str, who: Crew) -> MicroProject:
    """Drive a project on along the main line."""
    for step in LINE[LINE.index(made.status) + 1 : LINE.index(state) + 1]:
        STEPS[step](made, who)
        made.refresh_from_db()
        assert made.status == step, (made.status, step)
    return made


def vote(made: MicroProject, who: Crew) -> None:
    """An evening of the area's council, a small one, that says yes, all but one."""
    council = ResidentsCouncil.objects.filter(area=made.area).first()
    council = council or councils.council(made.area, members=3)
    here = min(9, council.members.count())
    _meeting, (item,) = councils.in_session(council, made, by=who.council, here=here)
    motion = motions.put_motion(item, by=who.council, text="是否实施？")
    motions.decide(motion, by=who.council, in_favour=here - 1, against=1)


def _vote_opened(made: MicroProject, who: Crew) -> None:
    advance(made, "open_vote", by=who.council)


def _publish(made: MicroProject, who: Crew) -> None:
    advance(made, "publish_notice", by=who.clerk, objections_to="社区居委会 0760-8888 0000")


def let_notice_end(made: MicroProject, who: Crew | None = None) -> None:
    """The days of the notice pass, and the sweep comes by."""
    made.refresh_from_db()
    end = made.due_at or timezone.now()
    with time_machine.travel(end + dt.timedelta(minutes=1), tick=False):
        end_due_notices()


def approve(made: MicroProject, who: Crew, **data: Any) -> None:
    book = money(made.area, made.budget * 2)
    advance(made, "approve", by=who.leader, book=book.code, **data)


def _simple(name: str, part: str) -> Callable[[MicroProject, Crew], None]:
    return lambda made, who: advance(made, name, by=getattr(who, part), note="因为") and None


def offers(made: MicroProject, who: Crew, amounts: tuple[int, ...] = ()) -> list[Vendor]:
    """Three offers, the first the cheapest."""
    prices = amounts or tuple(int(made.budget * share / 100) for share in (90, 95, 98))
    found = []
    for price in prices:
        one = vendor(made.area)
        add_quotation(made, by=who.clerk, vendor=one, amount=Decimal(price))
        found.append(one)
    return found


def _contract(made: MicroProject, who: Crew) -> None:
    chosen = offers(made, who)[0]
    today = timezone.localdate()
    advance(
        made,
        "sign_contract",
        by=who.clerk,
        vendor=str(chosen.pk),
        contract_amount=made.quotations.get(vendor=chosen).amount,
        number=f"HT-{next(_numbers):04}",
        starts=today,
        ends=today + dt.timedelta(days=60),
        no_interest=True,
    )


def _accept(made: MicroProject, who: Crew) -> None:
    after_works.panel(made, who)
    advance(made, "accept", by=who.officer)


def _settle(made: MicroProject, who: Crew) -> None:
    amount = made.contract.amount
    advance(made, "settle", by=who.finance, final=amount)


def pay_all(made: MicroProject, who: Crew) -> None:
    from projects.funding.queries import of_project  # noqa: PLC0415

    left = of_project(made).contracted
    advance(made, "pay", by=who.finance, amount=left, voucher=f"PZ-{next(_numbers):04}")


def _close(made: MicroProject, who: Crew) -> None:
    pay_all(made, who)
    after_works.rated(made, who)
    given = {"responsible": "榕树头社区居委会", "supervision_phone": "0760-8888 0000"}
    advance(made, "close", by=who.clerk, **given)


def _to_agenda(made: MicroProject, who: Crew) -> None:
    advance(made, "put_on_agenda", by=who.council)


def _passed(made: MicroProject, who: Crew) -> None:
    """The vote goes its own way from the shortlist: back there first."""
    advance(made, "take_off_agenda", by=who.council, note="改到会上")
    vote(made, who)


STEPS: dict[str, Callable[[MicroProject, Crew], None]] = {
    "deliberating": _to_agenda,
    "voting": _vote_opened,
    "vote_passed": _passed,
    "public_notice": _publish,
    "notice_passed": let_notice_end,
    "street_review": _simple("report_up", "clerk"),
    "approved": approve,
    "procurement": _simple("begin_procurement", "clerk"),
    "contracted": _contract,
    "in_progress": _simple("start_work", "clerk"),
    "acceptance_pending": _simple("report_completion", "clerk"),
    "accepted": _accept,
    "settlement": _simple("begin_settlement", "finance"),
    "settled": _settle,
    "evaluating": _simple("ask_residents", "clerk"),
    "closed": _close,
}


def with_other(who: Crew, **parts: User) -> Crew:
    """The same crew with somebody else in a part."""
    return replace(who, **parts)
