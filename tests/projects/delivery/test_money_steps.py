"""Approval, contract, settlement, payments: every yuan moves with its step, or not at all."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.counters.rebuilding import differing
from core.workflow.engine import advance, available
from core.workflow.errors import Refused
from projects.councils.meetings import motions
from projects.councils.meetings.questions import with_questions
from projects.delivery import figures
from projects.delivery.models import MicroProject
from projects.delivery.paid_lines import paid_lines_of
from projects.delivery.procurement import Quotation
from projects.delivery.services.procuring import (
    add_quotation,
    declare_interest,
    remove_quotation,
)
from projects.funding import services as funding
from projects.funding.errors import OverCap, Overspent
from projects.funding.queries import balances, entries_of, of_project
from projects.funding.table import Account
from tests.factories import after_works, councils
from tests.factories.funding import money
from tests.factories.projects import offers, pay_all, project, to_state

pytestmark = pytest.mark.django_db


def contract_data(made, chosen, **more):
    today = timezone.localdate()
    return {
        "vendor": str(chosen.pk),
        "contract_amount": made.quotations.get(vendor=chosen).amount,
        "number": "HT-1",
        "starts": today,
        "ends": today + dt.timedelta(days=30),
        "no_interest": True,
        **more,
    }


@pytest.fixture
def reviewed(cast, who):
    return project(cast.community, state="street_review", crew=who)


@pytest.fixture
def buying(cast, who):
    return project(cast.community, state="procurement", crew=who)


def test_approval_sets_the_money_aside(reviewed, who, cast):
    book = money(cast.community, 80_000)
    advance(reviewed, "approve", by=who.leader, book=book.code)
    assert of_project(reviewed).committed == Decimal("50000")
    assert balances(book)[Account.AVAILABLE] == Decimal("30000")


def test_an_empty_fund_approves_nothing(reviewed, who, cast):
    book = money(cast.community, 49_999)
    with pytest.raises(Overspent):
        advance(reviewed, "approve", by=who.leader, book=book.code)
    assert (reviewed.status, reviewed.approved_at) == ("street_review", None)
    assert of_project(reviewed).bound == 0


def test_the_book_of_the_neighbour_does_not_pay(reviewed, who, cast):
    book = money(cast.neighbour_community, 80_000)
    with pytest.raises(Refused):
        advance(reviewed, "approve", by=who.leader, book=book.code)
    assert reviewed.status == "street_review"


def test_over_the_cap_only_with_an_exception(reviewed, who, cast, client):
    client.force_login(who.clerk)
    ask = reverse("funding:request_exception", args=[reviewed.code])
    year, by = timezone.localdate().year, cast.district_admin
    for most, is_offered in ((60_000, False), (40_000, True)):
        cap = {"per_project_max": Decimal(most), "per_year_max": None}
        funding.set_cap(cast.district, year, "works", by=by, **cap)
        page = client.get(reviewed.get_staff_url()).content.decode()
        assert (ask in page) == is_offered
    book = money(cast.community, 80_000)
    with pytest.raises(OverCap):
        advance(reviewed, "approve", by=who.leader, book=book.code)
    asked = funding.request_exception(
        reviewed, Decimal(50_000), reason="坡道必须做双侧扶手", by=who.clerk
    )
    funding.decide_exception(asked, approve=True, by=by, note="情况属实")
    advance(reviewed, "approve", by=who.leader, book=book.code)
    assert reviewed.status == "approved"


def test_a_small_project_is_decided_by_the_subdistricts_clerk(cast, who):
    made = project(cast.community, state="street_review", crew=who, budget="8000")
    assert made.is_fast_track
    assert made.public_notices.get().days == 3
    advance(made, "approve", by=who.officer, book=money(cast.community, 9000).code)
    assert made.status == "approved"


def test_fewer_offers_need_a_reason(buying, who):
    chosen = offers(buying, who, (45_000,))[0]
    data = contract_data(buying, chosen)
    with pytest.raises(Refused) as refused:
        advance(buying, "sign_contract", by=who.clerk, **data)
    assert refused.value.field == "few_quotes_reason"
    advance(buying, "sign_contract", by=who.clerk, **data, few_quotes_reason="只有一家能做")
    assert buying.contract.few_quotes_reason


def test_the_dearer_offer_needs_a_reason(buying, who):
    dear = offers(buying, who)[2]
    with pytest.raises(Refused) as refused:
        advance(buying, "sign_contract", by=who.clerk, **contract_data(buying, dear))
    assert refused.value.field == "choice_reason"


def test_an_offer_taken_back_stays_on_record(buying, who):
    offers(buying, who)
    offer = buying.quotations.first()
    with pytest.raises(ValidationError):
        remove_quotation(offer, by=who.clerk, why=" ")
    remove_quotation(offer, by=who.clerk, why="填错了金额")
    assert not buying.quotations.filter(pk=offer.pk).exists()
    kept = Quotation.on_record.get(pk=offer.pk)
    assert (kept.removed_by, kept.removed_why) == (who.clerk, "填错了金额")
    again = add_quotation(buying, by=who.clerk, vendor=offer.vendor, amount=Decimal(46_000))
    assert again.pk != offer.pk


def test_an_interest_stays_declared_and_keeps_away_from_the_offers(buying, who):
    offers(buying, who)
    declare_interest(buying, by=who.clerk, has_interest=False)
    declare_interest(buying, by=who.clerk, has_interest=True, text="供应商是亲戚")
    with pytest.raises(ValidationError):
        declare_interest(buying, by=who.clerk, has_interest=False)
    with pytest.raises(ValidationError):
        remove_quotation(buying.quotations.first(), by=who.clerk, why="太贵")


def test_whoever_has_an_interest_does_not_sign(buying, who):
    chosen = offers(buying, who)[0]
    declare_interest(buying, by=who.clerk, has_interest=True, text="供应商是亲戚")
    with pytest.raises(Refused):
        advance(buying, "sign_contract", by=who.clerk, **contract_data(buying, chosen))
    data = contract_data(buying, chosen, no_interest=False)
    with pytest.raises(Refused) as refused:
        advance(buying, "sign_contract", by=who.council, **data)
    assert refused.value.field == "no_interest"
    advance(buying, "sign_contract", by=who.council, **contract_data(buying, chosen))
    assert buying.status == "contracted"


def test_the_contract_gives_the_rest_back(buying, who, cast):
    chosen = offers(buying, who)[0]
    over = contract_data(buying, chosen, contract_amount=Decimal(45_001))
    with pytest.raises(Refused) as refused:
        advance(buying, "sign_contract", by=who.clerk, **over)
    assert refused.value.field == "contract_amount"
    advance(buying, "sign_contract", by=who.clerk, **contract_data(buying, chosen))
    now = of_project(buying)
    assert (now.committed, now.contracted) == (0, 45_000)
    assert MicroProject.objects.get(pk=buying.pk).planned_finish is not None


def test_price_list_and_contract_agree(buying, who):
    chosen = offers(buying, who)[0]
    items = [{"name": "扶手", "unit": "米", "quantity": Decimal(100), "unit_price": Decimal(400)}]
    with pytest.raises(Refused) as refused:
        advance(buying, "sign_contract", by=who.clerk, **contract_data(buying, chosen, items=items))
    assert refused.value.field == "items"
    items[0]["unit_price"] = Decimal(450)
    advance(buying, "sign_contract", by=who.clerk, **contract_data(buying, chosen, items=items))
    assert buying.contract.items.get().total == 45_000


def test_a_voucher_is_paid_once(cast, who):
    made = project(cast.community, state="contracted", crew=who)
    pay = {"amount": Decimal(5000), "voucher": "PZ-7"}
    advance(made, "pay", by=who.finance, **pay)
    with pytest.raises(Refused) as refused:
        advance(made, "pay", by=who.finance, **pay)
    assert refused.value.field == "voucher"
    assert of_project(made).paid == 5000


def test_no_more_than_the_contract_is_paid(cast, who):
    made = project(cast.community, state="contracted", crew=who)
    with pytest.raises(Refused) as refused:
        advance(made, "pay", by=who.finance, amount=Decimal(45_001), voucher="PZ-8")
    assert refused.value.field == "amount"


def offered(made, user):
    """The buttons of the file."""
    return {arrow.name for arrow in available(made, user)}


def test_settlement_reduces_holds_back_and_releases(cast, who):
    made = project(cast.community, state="settlement", crew=who)
    until = timezone.localdate() + dt.timedelta(days=365)
    data = {"final": Decimal(40_000), "reason": "少做一层", "retention_until": until}
    with pytest.raises(Refused) as refused:
        advance(made, "settle", by=who.finance, **data, retention=Decimal("1200.01"))
    assert refused.value.field == "retention"
    early = {**data, "retention_until": timezone.localdate()}
    with pytest.raises(Refused, match="今天以后"):
        advance(made, "settle", by=who.finance, **early, retention=Decimal(1200))
    advance(made, "settle", by=who.finance, **data, retention=Decimal(1200))
    now = of_project(made)
    assert (now.contracted, now.retention, now.reduced) == (38_800, 1200, 5000)
    pay_all(made, who)
    to_state(made, "evaluating", who)
    after_works.rated(made, who)
    given = {"responsible": "居委会", "supervision_phone": "8888 0000"}
    advance(made, "close", by=who.clerk, **given)
    free = {"amount": Decimal(1200), "voucher": "PZ-99"}
    assert offered(made, who.finance) == {"record_refund"}  # all is paid but what is held back
    with pytest.raises(Refused):  # the warranty is not over
        advance(made, "release_retention", by=who.finance, **free)
    with time_machine.travel(until + dt.timedelta(days=1)):
        assert offered(made, who.finance) == {"release_retention", "record_refund"}
        advance(made, "release_retention", by=who.finance, **free)
    assert offered(made, who.finance) == {"record_refund"}
    assert offered(made, who.leader) == set()
    made.settlement.refresh_from_db()
    assert made.settlement.released_at
    assert of_project(made).paid == 40_000


def test_nothing_closes_before_all_is_paid(cast, who):
    made = project(cast.community, state="evaluating", crew=who)
    after_works.rated(made, who)
    given = {"responsible": "居委会", "supervision_phone": "8888 0000"}
    with pytest.raises(Refused):
        advance(made, "close", by=who.clerk, **given)
    pay_all(made, who)
    with pytest.raises(Refused) as refused:
        advance(made, "close", by=who.clerk)
    assert refused.value.field == "responsible"
    advance(made, "close", by=who.clerk, **given)


def test_ending_early_returns_what_is_not_paid(cast, who):
    made = project(cast.community, state="in_progress", crew=who)
    book = money(cast.community)
    before = balances(book)[Account.AVAILABLE]
    advance(made, "pay", by=who.finance, amount=Decimal(10_000), voucher="PZ-1")
    advance(made, "terminate", by=who.leader, note="供应商退出")
    now = of_project(made)
    assert (now.paid, now.contracted, now.committed) == (10_000, 0, 0)
    assert balances(book)[Account.AVAILABLE] == before + 35_000


def test_retention_is_kept_for_defects_and_what_was_paid_comes_back(cast, who, client):
    made = project(cast.community, state="settlement", crew=who)
    until = timezone.localdate() + dt.timedelta(days=365)
    held = {"retention": Decimal(1000), "retention_until": until}
    advance(made, "settle", by=who.finance, final=Decimal(45_000), **held)
    pay_all(made, who)
    free = available_in(made)
    advance(made, "keep_retention", by=who.leader, amount=Decimal(1000), note="漏水三次没有修")
    assert (of_project(made).retention, available_in(made)) == (0, free + 1000)
    back = {"amount": Decimal(400), "voucher": "TK-1", "note": "多算了一段"}
    with pytest.raises(Refused):
        advance(made, "record_refund", by=who.finance, **{**back, "amount": Decimal("44000.01")})
    advance(made, "record_refund", by=who.finance, **back)
    with pytest.raises(Refused):  # the voucher once
        advance(made, "record_refund", by=who.finance, **{**back, "note": "再记一次"})
    assert (of_project(made).paid, available_in(made)) == (43_600, free + 1400)
    assert sum(line.amount for line in paid_lines_of(made)) == of_project(made).paid
    client.force_login(cast.community_clerk)
    for page in (made.get_staff_url(), made.get_absolute_url()):
        html = client.get(page).content.decode()
        for said in ("退回资金", "-400.00 元", "不予退还的质保金", "1,000.00 元"):
            assert said in html, (page, said)
    payments = client.get(f"/api/v1/projects/{made.code}/").json()["payments"]
    assert sum(Decimal(line["amount"]) for line in payments) == Decimal("43600.00")


def test_an_advance_comes_back_after_the_early_end(cast, who):
    made = project(cast.community, state="in_progress", crew=who)
    paid = {"amount": Decimal(9000), "voucher": "PZ-1", "purpose": "advance"}
    advance(made, "pay", by=who.finance, **paid)
    advance(made, "terminate", by=who.leader, note="供应商停业")
    assert of_project(made).bound == 9000
    back = {"amount": Decimal(9000), "voucher": "TK-1", "note": "退回预付款"}
    advance(made, "record_refund", by=who.finance, **back)
    assert (of_project(made).bound, made.status) == (0, "terminated")


def available_in(made):
    (book,) = {entry.book for entry in entries_of(made)}
    return balances(book)[Account.AVAILABLE]


def test_emergency_first_then_vote_and_notice(cast, who):
    made = project(cast.community, crew=who)
    book = money(cast.community, 60_000)
    advance(made, "approve_first", by=who.leader, book=book.code, note="台风刮断了树，压住电线")
    assert made.is_emergency
    assert made.ratify_by > timezone.localdate()
    to_state(made, "evaluating", who)
    pay_all(made, who)
    given = {"responsible": "居委会", "supervision_phone": "8888 0000"}
    with pytest.raises(Refused):
        advance(made, "close", by=who.clerk, **given)
    with pytest.raises(Refused):
        advance(made, "ratify", by=who.council)
    body = councils.council(cast.community)
    _meeting, (item,) = councils.in_session(body, made, by=who.council, here=9)
    (asked,) = with_questions([item])
    assert "50,000.00 元。是否追认" in asked.question
    motion = motions.put_motion(item, by=who.council, text=asked.question, subject="ratify")
    motions.decide(motion, by=who.council, in_favour=8, against=1)
    # a vote that came after the approval is counted, with no days between them
    assert list(differing(figures.STEPS)) == []
