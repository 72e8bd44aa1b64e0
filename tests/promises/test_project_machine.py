"""Random people pull random levers on real projects, across holidays: what must hold, holds.

DOMAIN 1.6, after every single step: no money without a valid vote and an ended notice, the five
acts by five persons, every yuan accounted for, and figures that equal their rows.
"""

import contextlib
import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.accounts.abilities import Role
from core.areas.calendar import working_days_between
from core.counters.rebuilding import differing
from core.workflow.engine import advance, start
from core.workflow.errors import Refused, WorkflowError
from core.workflow.models import TransitionRecord
from core.workflow.recounting import differences
from projects.councils.bodies import ResidentsCouncil
from projects.councils.meetings import motions
from projects.councils.meetings.models import Motion
from projects.delivery import figures
from projects.delivery.models import MicroProject
from projects.delivery.public_notices import Objection
from projects.delivery.services import objecting, procuring
from projects.delivery.workflow import PROJECT
from projects.funding import queries
from projects.funding.ledger import LedgerEntry
from projects.funding.table import MOVES, Account
from projects.proposals.models import Proposal
from tests.factories import after_works, councils
from tests.factories import projects as make
from tests.factories.accounts import mobile, person
from tests.factories.areas import community
from tests.factories.funding import money

SHANGHAI = ZoneInfo("Asia/Shanghai")
# two days before the days off of National Day 2026
START = dt.datetime(2026, 9, 29, 9, tzinfo=SHANGHAI)
SOURCES = frozenset({Account.APPROPRIATION, Account.DONORS})
# acts that five different persons do; each is done by the system only where the table says so
FIVE = ("proposal.submit", "proposal.shortlist", "approve", "accept", "pay")
SAME = {"approve_first": "approve", "release_retention": "pay", "record_refund": "pay"}
SAME |= {"agree_change": "approve", "require_rectification": "accept"}
# the way of a project, with who takes each step on it, and some that come too early
WAY = [
    ("council says yes", "council"),
    ("publish_notice", "clerk"),
    ("object", "proposer"),
    ("resume_notice", "clerk"),  # too early: an objection waits
    ("end_notice", "sys"),
    ("answer objections", "clerk"),
    ("resume_notice", "clerk"),
    ("end_notice", "sys"),  # too early: its days are not over
    ("time", "system"),
    ("end notices", "system"),
    ("report_up", "clerk"),
    ("approve", "leader"),
    ("begin_procurement", "clerk"),
    ("offers", "clerk"),
    ("sign_contract", "clerk"),
    ("start_work", "clerk"),
    ("request_change", "clerk"),
    ("agree_change", "leader"),  # too early: it goes back to the council
    ("council on a change", "council"),
    ("agree_change", "leader"),
    ("report_completion", "clerk"),
    ("accept", "officer"),  # too early: nobody has looked
    ("panel", "officer"),
    ("accept", "officer"),
    ("begin_settlement", "finance"),
    ("settle", "finance"),
    ("pay", "finance"),
    ("ask_residents", "clerk"),
    ("close", "clerk"),  # too early: nobody was asked
    ("ratings", "clerk"),
    ("close", "clerk"),
]
APPROVED = WAY.index(("approve", "leader")) + 1
EXTRA = [
    "council says yes",
    "council says no",
    "council on a change",
    "council ratifies",
    "answer objections",
    "end notices",
    "offers",
    "panel",
    "ratings",
    "time",
]
PEOPLE = ["proposer", "screener", "clerk", "council", "leader", "officer", "finance", "all", "sys"]
pulls = st.lists(
    st.tuples(
        st.sampled_from([*PROJECT.by_name, *EXTRA]),
        st.sampled_from(PEOPLE),
        st.sampled_from([0, 5, 30, 200]),  # hours that pass before
    ),
    max_size=14,
)


@pytest.fixture
def people(db: None, working_calendar: None) -> dict[str, Any]:
    with time_machine.travel(START, tick=False):
        return gathered()


def gathered() -> dict[str, Any]:
    """Everybody in their part, one with every role, and a council."""
    place = community()
    street, district = place.subdistrict or place, place.district or place
    crew = make.crew(place)
    # somebody with every role: only the separation of persons holds this one back
    jack = person("万能", role=Role.COMMUNITY_SECRETARY, area=place)
    for role, area in (
        (Role.COMMUNITY_CLERK, place),
        (Role.STREET_LEADER, street),
        (Role.STREET_CLERK, street),
        (Role.DISTRICT_FINANCE, district),
    ):
        jack.grants.create(role=role, area=area)
    councils.council(place)
    return {
        "place": place,
        "proposer": person("张桂芳", community=place),
        "screener": crew.screener,
        "clerk": crew.clerk,
        "council": crew.council,
        "leader": crew.leader,
        "officer": crew.officer,
        "finance": crew.finance,
        "all": jack,
        "sys": None,
        "system": None,
    }


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    pulled=pulls,
    along=st.integers(0, len(WAY)),
    proposer=st.sampled_from(["proposer", "all"]),
    emergency=st.booleans(),
    pushing=st.sampled_from(["all", "all", "proposer", "screener", "officer", ""]),
    left_out=st.sets(st.integers(0, len(WAY) - 1), max_size=2),
)
def test_whatever_people_do_the_promises_hold(
    pulled, along, proposer, emergency, pushing, left_out, people
):
    """`pushing` tries each step of the way before the right person does; some are left out."""
    with transaction.atomic():
        with time_machine.travel(START, tick=False) as traveller:
            made = shortlisted(people, proposer)
            way = [
                (name, somebody, 1)
                for number, (name, who) in enumerate(WAY[:along])
                if number not in left_out
                for somebody in ([pushing] if pushing else []) + [who]
            ]
            if emergency and way:
                after = [step for step in way if step[0] != "council says yes"]
                way = [("approve_first", who, 1) for who in (pushing or "all", "leader")] + after
            for lever, who, hours in way + pulled:
                traveller.shift(dt.timedelta(hours=hours))
                pull(lever, people[who], made, people, traveller)
                made.refresh_from_db()
                promises_hold(made)
        figures_equal_their_rows()
        transaction.set_rollback(True)


@pytest.mark.parametrize(("emergency", "pushing"), [(False, ""), (True, ""), (False, "all")])
def test_the_way_the_levers_know_leads_to_the_end(people, emergency, pushing):
    """So that the random steps begin at real places; whoever proposed may push as they like."""
    way = WAY
    if emergency:
        late = [("publish_late_notice", "clerk"), ("time", "system"), ("end notices", "system")]
        way = [
            ("approve_first", "leader"),
            *WAY[APPROVED : APPROVED + 4],
            ("council ratifies", "council"),
            *late,
            *WAY[APPROVED + 4 :],
        ]
    with time_machine.travel(START, tick=False) as traveller:
        made = shortlisted(people, pushing or "proposer")
        for lever, who in way:
            traveller.shift(dt.timedelta(hours=1))
            for somebody in [pushing, who] if pushing else [who]:
                pull(lever, people[somebody], made, people, traveller)
                made.refresh_from_db()
                promises_hold(made)
    assert made.status == "closed"


def shortlisted(people: dict[str, Any], proposer: str) -> MicroProject:
    """A project with the proposal behind it, screened by somebody else, and a fund to pay."""
    place = people["place"]
    money(place, 200_000)
    made = make.project(place, crew=make.Crew(*[people["screener"]] * 2, *[people["council"]] * 4))
    proposal = Proposal(area=place, code=f"TA-{made.pk}", title="扶手", text="松了", project=made)
    start(proposal, by=people[proposer])
    return made


def pull(lever: str, by: Any, made: MicroProject, people: dict[str, Any], clock: Any) -> None:
    refusals = (WorkflowError, Refused, ValidationError, PermissionDenied)
    with contextlib.suppress(*refusals), transaction.atomic():
        match lever:
            case "offers" | "panel" | "ratings" | "answer objections" if by is None:
                return  # nor does it enter anything
            case "time":
                clock.shift(dt.timedelta(days=21))
            case "end notices":
                objecting.end_due_notices()
            case "council says yes":
                council(made, people, "approve", yes=True)
            case "council says no":
                council(made, people, "approve", yes=False)
            case "council on a change":
                council(made, people, "change", yes=True)
            case "council ratifies":
                council(made, people, "ratify", yes=True)
            case "answer objections":
                for one in Objection.objects.filter(notice__project=made, answered_at=None):
                    objecting.answer_objection(one, by=by, gist="担心噪声", answer="白天施工")
            case "offers":
                for price in (40_000, 45_000, 46_000):
                    vendor = make.vendor(made.area)
                    procuring.add_quotation(made, by=by, vendor=vendor, amount=Decimal(price))
            case "panel":
                after_works.sheet(made, by)
            case "ratings":
                for score in (5, 4, 1):
                    after_works.enter_rating(
                        made,
                        by=by,
                        phone=mobile(),
                        channel="phone",
                        score=score,
                        delivered="yes",
                    )
            case name:
                if by is None and name not in ("end_notice", "end_late_notice"):
                    return  # the system takes no other step
                advance(made, name, by=by, note="因为", **given_for(name, made))


def council(made: MicroProject, people: dict[str, Any], subject: str, *, yes: bool) -> None:
    """An evening of the council; a motion that passed moves the project itself."""
    body = ResidentsCouncil.objects.get(area=made.area)
    _meeting, (item,) = councils.in_session(body, made, by=people["council"], here=9)
    motion = motions.put_motion(item, by=people["council"], text="可以吗？", subject=subject)
    votes = {"in_favour": 8, "against": 1} if yes else {"in_favour": 1, "against": 8}
    motions.decide(motion, by=people["council"], **votes)


def given_for(name: str, made: MicroProject) -> dict[str, Any]:
    """What the form behind a step would send, as far as it is right."""
    today = dt.datetime.now(SHANGHAI).date()
    later = today + dt.timedelta(days=40)
    amounts = queries.of_project(made)
    contract = getattr(made, "contract", None)
    match name:
        case "publish_notice" | "publish_late_notice":
            return {"objections_to": "社区居委会 0760-8888 0000"}
        case "approve" | "approve_first":
            book = queries.books_for(made.area, today.year).first()
            return {"book": book.code if book else ""}
        case "sign_contract":
            offer = made.quotations.order_by("amount").first()
            return {
                "vendor": str(offer.vendor_id) if offer else "0",
                "contract_amount": offer.amount if offer else Decimal(1),
                "number": "HT-1",
                "starts": today,
                "ends": later,
                "no_interest": True,
            }
        case "request_change":
            price = contract.amount if contract else Decimal(100)
            return {"new_price": (price * Decimal("1.2")).quantize(Decimal("0.01"))}
        case "require_rectification":
            return {"rectify_by": later}
        case "pay":
            return {"amount": amounts.contracted or Decimal(1), "voucher": f"P{today}"}
        case "settle":
            final = amounts.contract_sum - (0 if amounts.paid else 100)
            return {"final": final, "reason": "少做了一段"}
        case "release_retention":
            return {"amount": amounts.retention or Decimal(1), "voucher": f"R{today}"}
        case "keep_retention":
            return {"amount": amounts.retention or Decimal(1)}
        case "record_refund":
            return {"amount": (amounts.paid / 2) or Decimal(1), "voucher": f"T{today}"}
        case "close":
            return {"responsible": "社区居委会", "supervision_phone": "0760-8888 0000"}
    return {}


def promises_hold(made: MicroProject) -> None:
    log = list(TransitionRecord.objects.filter(kind="project", object_id=made.pk).order_by("id"))
    log_replays_to_the_status(made, log)
    money_has_a_vote_and_a_notice(made, log)
    five_acts_by_five_persons(made, log)
    money_is_accounted_for(made)


def log_replays_to_the_status(made: MicroProject, log: list[TransitionRecord]) -> None:
    """Rules 1 and 6: step by step along the table, each with its time and reason."""
    status, at = "", log[0].at
    for record in log:
        assert record.from_state == status
        assert record.at >= at
        status, at = record.to_state, record.at
        if record.name == PROJECT.start:
            continue
        arrow = PROJECT.by_name[record.name]
        assert record.from_state in arrow.sources
        assert record.to_state == arrow.leads_to(record.from_state)
        assert record.note or not arrow.note_required
    assert status == made.status


def money_has_a_vote_and_a_notice(made: MicroProject, log: list[TransitionRecord]) -> None:
    """Rules 1, 2, 5 and 7, told from records that the guards do not write."""
    approved = next((r for r in log if r.name == "approve"), None)
    if approved is not None:
        before = [r for r in log if r.id < approved.id]
        back = max((r.id for r in before if r.name == "uphold"), default=0)
        motion = _passed(made, "approve").filter(decided_at__lte=approved.at).last()
        assert motion is not None, "approved without a vote"
        assert motion.voters
        assert motion.in_favour * 2 > motion.voters
        assert any(r.name == "pass_vote" and r.id > back for r in before)
        assert any(r.name == "end_notice" and r.id > back for r in before), "no ended notice"
        notice = made.public_notices.filter(ended_at__lte=approved.at).last()
        assert not notice.objections.filter(answered_at=None).exists(), "an objection waits"
        ended = notice.ended_at.astimezone(SHANGHAI).date()
        assert working_days_between(notice.starts, ended) >= notice.days, "too short"
    if any(r.name == "approve_first" for r in log):
        assert made.is_emergency
        assert made.ratify_by is not None
    if made.status == "closed":
        assert made.voted_at
        assert made.notice_ended_at
        assert _passed(made, "approve").exists() or _passed(made, "ratify").exists()
    for change in made.changes.filter(outcome="agreed"):
        if abs(change.new_price - change.base) * 10 > change.base:
            votes = _passed(made, "change")
            assert votes.filter(decided_at__range=(change.at, change.decided_at)).exists()
    if any(r.name == "accept" for r in log):
        sheet = made.acceptances.get(outcome="accepted")
        parts = sorted(sheet.members.values_list("part", flat=True))
        assert len(parts) >= 3
        assert "resident" in parts
        assert sheet.members.filter(signed=False).count() == 0


def _passed(made: MicroProject, subject: str) -> Any:
    return Motion.objects.filter(project=made, subject=subject, outcome="passed").order_by("pk")


def five_acts_by_five_persons(made: MicroProject, log: list[TransitionRecord]) -> None:
    """Rule 3, whoever has which roles; counting afresh from the two logs."""
    done: dict[str, set[int]] = {act: set() for act in FIVE}
    proposals = made.proposals.values_list("pk", flat=True)
    theirs = TransitionRecord.objects.filter(kind="proposal", object_id__in=proposals)
    for record in [*log, *theirs]:
        name = record.name if record.kind == "project" else f"proposal.{record.name}"
        # founding a project is screening its proposal
        name = "proposal.shortlist" if name == PROJECT.start else SAME.get(name, name)
        if name in done and record.actor_id:
            done[name].add(record.actor_id)
    seen: dict[int, str] = {}
    for act, actors in done.items():
        for actor in actors:
            assert seen.setdefault(actor, act) == act, f"{act} and {seen[actor]} by one person"


def money_is_accounted_for(made: MicroProject) -> None:
    """Ledger sum = balances, nothing below zero, and a project that ended early holds nothing."""
    entries = LedgerEntry.objects.order_by("book", "seq")
    for book in {entry.book for entry in entries.select_related("book")}:
        summed = dict.fromkeys(Account, Decimal(0))
        for kind, amount in entries.filter(book=book).values_list("kind", "amount"):
            summed[MOVES[kind].from_account] -= amount
            summed[MOVES[kind].to_account] += amount
        assert summed == queries.balances(book)
        assert sum(summed.values()) == 0
        assert all(yuan >= 0 for account, yuan in summed.items() if account not in SOURCES)
    amounts = queries.of_project(made)
    assert min(amounts.committed, amounts.contracted, amounts.retention, amounts.paid) >= 0
    paid = made.payments.aggregate(yuan=Sum("amount"))["yuan"] or 0
    assert paid == amounts.paid
    contract = getattr(made, "contract", None)
    if made.approved_at is None:
        assert amounts.bound == 0
    if made.status == "terminated":
        assert amounts.bound == amounts.paid
    if contract and not hasattr(made, "settlement") and made.status != "terminated":
        assert contract.amount == amounts.contract_sum
    if made.status == "closed":
        assert amounts.contracted == amounts.committed == 0


def figures_equal_their_rows() -> None:
    assert list(differences(MicroProject)) == []
    kinds = (figures.STEPS, figures.CATEGORIES, figures.SOURCES, "ledger", "project_changes")
    for kind in (*kinds, "project_ratings"):
        assert list(differing(kind)) == [], kind
