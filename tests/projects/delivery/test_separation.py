"""Proposer, screener, approver, acceptor and payer are five persons (DOMAIN 1.6)."""

from decimal import Decimal

import pytest

from core.accounts.abilities import Role
from core.accounts.models import RoleGrant
from core.workflow.engine import advance, available, earlier_act
from core.workflow.errors import Refused, SamePerson
from projects.delivery.procurement import InterestDeclaration
from projects.delivery.services.checking import spot_check
from projects.delivery.services.watching import answer_flag
from projects.delivery.splitting import SplittingFlag
from projects.delivery.workflow import PROJECT
from projects.proposals.models import Proposal
from tests.factories.accounts import mobile
from tests.factories.after_works import sheet
from tests.factories.funding import money
from tests.factories.projects import crew, pay_all, project, to_state, with_other
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
ROLES = (Role.COMMUNITY_CLERK, Role.STREET_LEADER, Role.STREET_CLERK, Role.STREET_FINANCE)


@pytest.fixture
def all_in_one(cast):
    """Somebody who holds every office of the way at once (一肩挑)."""
    user = cast.stranger
    for role in ROLES:
        area = cast.community if role == Role.COMMUNITY_CLERK else cast.subdistrict
        RoleGrant.objects.create(user=user, role=role, area=area)
    return user


def test_whoever_screened_cannot_approve_and_is_told_why(cast, all_in_one):
    who = with_other(crew(cast.community), screener=all_in_one)
    made = project(cast.community, state="street_review", crew=who)
    book = money(cast.community, 100_000)
    with pytest.raises(SamePerson, match=str(PROJECT.by_state["shortlisted"].label)):
        advance(made, "approve", by=all_in_one, book=book.code)
    assert "approve" not in {a.name for a in available(made, all_in_one)}
    advance(made, "approve", by=who.leader, book=book.code)
    assert made.status == "approved"


def test_with_the_same_offices_and_clean_hands_it_goes(cast, all_in_one):
    """The negative control: it is the earlier act that bars, not the offices."""
    made = project(cast.community, state="street_review")
    advance(made, "approve", by=all_in_one, book=money(cast.community, 100_000).code)
    assert made.status == "approved"


@pytest.mark.parametrize("earlier", ["screener", "leader"])
def test_neither_screener_nor_approver_accepts(cast, all_in_one, earlier):
    who = with_other(crew(cast.community), **{earlier: all_in_one})
    made = project(cast.community, state="acceptance_pending", crew=who)
    arrow = PROJECT.by_name["accept"]
    assert arrow.permit(all_in_one, made)
    with pytest.raises(SamePerson):
        advance(made, "accept", by=all_in_one)
    assert made.status == "acceptance_pending"


@pytest.mark.parametrize("earlier", ["screener", "leader", "officer"])
def test_none_of_them_pays(cast, all_in_one, earlier):
    who = with_other(crew(cast.community), **{earlier: all_in_one})
    made = project(cast.community, state="settled", crew=who)
    with pytest.raises(SamePerson):
        advance(made, "pay", by=all_in_one, amount=made.contract.amount, voucher="PZ-1")
    assert not made.payments.exists()
    pay_all(made, who)
    assert made.payments.count() == 1


def test_whoever_paid_early_does_not_accept(cast, all_in_one):
    who = crew(cast.community)
    made = project(cast.community, state="in_progress", crew=who)
    advance(made, "pay", by=all_in_one, amount=1000, voucher="PZ-1", purpose="advance")
    to_state(made, "acceptance_pending", who)
    with pytest.raises(SamePerson):
        advance(made, "accept", by=all_in_one)


def test_a_proposal_typed_in_for_somebody_is_still_that_persons(cast, all_in_one):
    """Whoever types counts less than whose idea it is."""
    all_in_one.phone = mobile()
    all_in_one.save()
    made, book = project(cast.community, state="street_review"), money(cast.community, 100_000)
    for typist in (cast.neighbour_clerk, None):  # for them, or by themselves without signing in
        words = {"for_other": True} if typist else {}
        idea = proposal(cast.community, by=typist, contact_phone=all_in_one.phone, **words)
        assert advance(idea, "take_up", by=cast.community_clerk).on_behalf_of == ""
        Proposal.objects.update(project=None)
        Proposal.objects.filter(pk=idea.pk).update(project=made)
        with pytest.raises(SamePerson):
            advance(made, "approve", by=all_in_one, book=book.code)
    Proposal.objects.update(project=None)
    advance(made, "approve", by=all_in_one, book=book.code)


def test_agreeing_to_a_change_is_approving(cast, all_in_one):
    who = crew(cast.community)
    proposed = with_other(who, screener=all_in_one)
    made = project(cast.community, state="in_progress", crew=proposed)
    price = made.contract.amount + 100
    advance(made, "request_change", by=who.clerk, note="多一盏灯", new_price=price)
    with pytest.raises(SamePerson):
        advance(made, "agree_change", by=all_in_one)
    other = project(cast.community, state="in_progress", crew=who)
    price = other.contract.amount + 100
    advance(other, "request_change", by=who.clerk, note="多一盏灯", new_price=price)
    advance(other, "agree_change", by=all_in_one)
    to_state(other, "acceptance_pending", who)
    for step in ("accept", "require_rectification", "pay"):
        assert earlier_act(other, PROJECT.by_name[step], all_in_one).name == "agree_change"


@pytest.mark.parametrize("step", ["accept", "require_rectification", "settle", "pay"])
def test_whoever_signed_the_contract_neither_accepts_nor_pays(cast, all_in_one, step):
    who = with_other(crew(cast.community), clerk=all_in_one)
    made = project(cast.community, state="contracted", crew=who)
    assert earlier_act(made, PROJECT.by_name[step], all_in_one) is not None
    assert earlier_act(made, PROJECT.by_name[step], who.finance) is None


def test_who_has_an_interest_neither_asks_for_more_nor_reports_it_done(cast):
    who = crew(cast.community)
    made = project(cast.community, state="in_progress", crew=who)
    made.declarations.filter(by=who.clerk).update(has_interest=True, text="它")
    more = {"new_price": 46_000, "note": "墙体比图纸厚"}
    for step, data in (("request_change", more), ("report_completion", {})):
        with pytest.raises(Refused, match="利害"):
            advance(made, step, by=who.clerk, **data)


def test_a_panel_stands_apart(cast, all_in_one):
    who = crew(cast.community)
    made = project(cast.community, state="acceptance_pending", crew=who)
    vendor = made.contract.vendor
    vendor.phone = cast.resident.phone
    vendor.save()
    InterestDeclaration.objects.create(project=made, by=all_in_one, has_interest=True, text="它")
    wrong = [
        {"name": "x", "part": "subdistrict", "user": who.leader},  # approved it
        {"name": who.leader.name, "part": "engineer"},  # the same without the account
        {"name": "x", "part": "resident", "user": cast.supervisor},
        {"name": "x", "part": "resident", "user": cast.resident},  # the vendor's phone
        {"name": vendor.name, "part": "engineer"},
        {"name": "x", "part": "community", "user": all_in_one},  # declared an interest
    ]
    for member in wrong:
        with pytest.raises(Refused):
            sheet(made, who.officer, members=[{"signed": True, **member}])
    sheet(made, who.officer)
    with pytest.raises(Refused):
        advance(made, "accept", by=all_in_one)
    advance(made, "accept", by=who.officer)


def test_whoever_screened_does_not_clear_a_suspected_split(cast, all_in_one):
    who = with_other(crew(cast.community), screener=all_in_one)
    first, made = (project(cast.community, crew=who) for _ in range(2))
    flag = SplittingFlag.objects.create(
        project=made, other=first, why="title", together=Decimal(1), cap=Decimal(1)
    )
    with pytest.raises(SamePerson):
        answer_flag(flag, by=all_in_one, verdict="cleared", reason="两件事")
    answer_flag(flag, by=who.leader, verdict="cleared", reason="两件事")


def test_whoever_asks_a_spot_check_does_not_answer_it(cast):
    made = project(cast.community, state="in_progress")
    check = spot_check(made, by=cast.supervisor)
    advance(check, "look", by=cast.supervisor)
    said = {"note": "看过了", "finding": "in_order", "gist": "扶手都在"}
    for step in ("answer", "set_aside"):
        with pytest.raises(SamePerson, match=str(check.workflow.by_state["filed"].label)):
            advance(check, step, by=cast.supervisor, **said)
    advance(check, "answer", by=cast.subdistrict_officer, **said)
    assert check.status == "answered"
