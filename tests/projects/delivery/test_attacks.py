"""What somebody with bad intentions and a role might try with a project's vote and money."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from core.workflow.engine import advance, available, next_step
from core.workflow.errors import NotAllowed, Refused
from projects.councils import founding
from projects.councils.ballots import casting
from projects.councils.majority import Share
from projects.councils.meetings import motions
from projects.delivery.models import MicroProject
from projects.delivery.procurement import Vendor
from projects.delivery.services.editing import edit_project
from projects.delivery.services.objecting import object_to
from projects.delivery.services.procuring import add_quotation, edit_vendor
from projects.delivery.settings import ProjectSettings
from projects.funding import services as funding
from projects.funding.rule_changes import RuleChange
from tests.factories import councils
from tests.factories.accounts import mobile, person
from tests.factories.funding import money
from tests.factories.projects import offers, project, to_state, vendor

pytestmark = pytest.mark.django_db
DEARER = {"budget": Decimal(400_000)}


def test_what_is_voted_on_is_not_changed_behind_the_votes_back(cast, who):
    """Off the agenda, dearer, on again: the residents voted on another price."""
    clerk = cast.community_clerk
    ballot = councils.opened(cast.community, by=clerk, is_binding=True)
    made = casting.items_of(ballot)[0].project
    advance(made, "take_off_agenda", by=clerk, note="再想想")
    with pytest.raises(ValidationError):
        edit_project(made, by=clerk, **DEARER)
    advance(ballot, "cancel", by=clerk, note="重新征集")
    edit_project(made, by=clerk, **DEARER)


def test_a_ballot_opens_only_with_the_price_of_today(cast, who):
    clerk = cast.community_clerk
    ballot = councils.draft(cast.community, by=clerk, is_binding=True)
    made = casting.items_of(ballot)[0].project
    edit_project(made, by=clerk, **DEARER)
    with pytest.raises(Refused):
        advance(ballot, "open", by=clerk)


def test_an_old_yes_does_not_carry_another_plan(cast, who):
    """A binding vote and a council that both said yes: after an upheld objection neither counts."""
    clerk = cast.community_clerk
    ballot = councils.opened(cast.community, by=clerk, is_binding=True)
    made = casting.items_of(ballot)[0].project
    voter = person(phone=mobile(), community=cast.community)
    casting.cast(ballot, by=voter, choices=[made.code])
    _council_says_yes(made, clerk)
    assert made.status == "vote_passed"
    councils.published(ballot, by=clerk)
    notice = {"beneficiaries": "全体居民", "objections_to": "居委会 0760-5550101"}
    advance(made, "publish_notice", by=clerk, **notice)
    object_to(made, by=cast.resident, text="太贵")
    advance(made, "uphold", by=clerk, note="确实太贵")
    edit_project(made, by=clerk, **DEARER)
    advance(made, "put_on_agenda", by=clerk)
    advance(made, "open_vote", by=clerk)
    with pytest.raises(Refused):
        advance(made, "pass_vote", by=clerk)
    advance(made, "take_off_agenda", by=clerk, note="算了")
    book = money(cast.community, 800_000)
    advance(made, "approve_first", by=who.leader, note="险情", book=book.code)
    with pytest.raises(Refused):
        advance(made, "ratify", by=clerk)


def _council_says_yes(made: MicroProject, clerk):
    _meeting, (item,) = councils.in_session(councils.council(made.area), made, by=clerk)
    motion = motions.put_motion(item, by=clerk, text="做")
    motions.decide(motion, by=clerk, in_favour=9, against=0)
    made.refresh_from_db()


def test_a_contract_is_not_dated_before_the_approval_nor_an_offer_after_today(cast, who):
    made = project(cast.community, state="procurement", crew=who)
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        add_quotation(
            made,
            by=who.clerk,
            vendor=vendor(made.area),
            amount=Decimal(9),
            on=today + dt.timedelta(days=1),
        )
    chosen = offers(made, who)[0]
    data = {
        "vendor": str(chosen.pk),
        "contract_amount": made.quotations.get(vendor=chosen).amount,
        "number": "HT-1",
        "starts": today,
        "ends": today,
        "no_interest": True,
    }
    with pytest.raises(Refused) as refused:
        advance(made, "sign_contract", by=who.clerk, signed_on=today - dt.timedelta(days=1), **data)
    assert refused.value.field == "signed_on"
    advance(made, "sign_contract", by=who.clerk, signed_on=today, **data)


def test_who_had_contracts_keeps_its_name(cast, who):
    """Or the same firm gets everything under ever new names; a code makes a new name visible."""
    made = project(cast.community, state="contracted", crew=who)
    one = made.contract.vendor
    name, code = one.name, one.credit_code
    with pytest.raises(ValidationError):
        edit_vendor(one, by=who.clerk, name="别的公司")
    one.refresh_from_db()
    assert (one.name, one.credit_code) == (name, code)
    edit_vendor(one, by=who.clerk, name=name, credit_code="91440101MA5ABCDE1X", remark="核过")
    edit_vendor(one, by=who.clerk, name="云澜恒信工程（集团）有限公司")
    with pytest.raises(ValidationError):
        edit_vendor(one, by=who.clerk, credit_code="91440101MA5ABCDE2X")


def test_a_promise_is_not_dated_into_another_decade(cast, who):
    made = project(cast.community, crew=who)
    with pytest.raises(Refused):
        funding.pledge(made, Decimal(5), by=who.clerk, donor="善心", on=dt.date(1999, 1, 1))


def test_what_a_programme_may_pay_for_is_changed_on_record(cast):
    programme = money(cast.community).programme
    programme.for_projects, before = not programme.for_projects, programme.for_projects
    by = cast.finance_officer
    funding.save_programme(programme, by=by)
    change = RuleChange.objects.get(what="programme")
    assert (change.about, change.by) == (programme.code, by)
    assert change.before == {"for_projects": str(before)}


def test_nobody_with_entries_in_the_ledger_can_be_deleted(cast, who):
    made = project(cast.community, state="contracted", crew=who)
    book = money(cast.community)
    for row in (who.leader, book, book.programme, made, made.contract.vendor, made.area):
        with pytest.raises(ProtectedError):
            row.delete()


def test_who_approves_small_things_agrees_to_no_large_change(cast, who):
    """A thing of 9,000 yuan grows to 90,000: the council may say yes, the clerk alone may not."""
    made = project(cast.community, state="in_progress", crew=who, budget=9000)
    assert made.is_fast_track
    clerk = cast.subdistrict_officer
    advance(made, "request_change", by=who.clerk, new_price=Decimal(90_000), note="加装电梯")
    assert "refuse_change" not in [arrow.name for arrow in available(made, clerk)]
    with pytest.raises(NotAllowed):
        advance(made, "agree_change", by=clerk)
    advance(made, "refuse_change", by=who.leader, note="另行立项")
    advance(made, "request_change", by=who.clerk, new_price=Decimal(8500), note="少一盏灯")
    advance(made, "agree_change", by=clerk)


def test_a_charter_is_not_adopted_for_days_that_are_over(cast):
    council = councils.council(cast.community)
    with pytest.raises(Refused):
        founding.adopt_charter(
            council,
            by=cast.community_clerk,
            text="一人即可",
            since=timezone.localdate() - dt.timedelta(days=1),
            quorum=Share(1, 2),
        )


def test_an_emergency_that_stays_without_vote_and_notice_is_not_paid(cast, who):
    made = project(cast.community, crew=who)
    book = money(cast.community, 60_000)
    advance(made, "approve_first", by=who.leader, book=book.code, note="台风刮断了树")
    to_state(made, "in_progress", who)
    paid = {"amount": Decimal(1000), "voucher": "PZ-1"}
    advance(made, "pay", by=who.finance, **paid)
    made.ratify_by = timezone.localdate() - dt.timedelta(days=1)
    made.save(update_fields=["ratify_by"])
    with pytest.raises(Refused):
        advance(made, "pay", by=who.finance, **{**paid, "voucher": "PZ-2"})


def test_whose_phone_is_the_vendors_does_not_pay_it(cast, who):
    made = project(cast.community, state="contracted", crew=who)
    Vendor.objects.filter(pk=made.contract.vendor_id).update(phone="13900007777")
    who.finance.phone = "13900007777"
    who.finance.save()
    with pytest.raises(Refused):
        advance(made, "pay", by=who.finance, amount=Decimal(1000), voucher="PZ-1")


def test_a_panel_has_three_members_whatever_an_area_sets(cast):
    rules = ProjectSettings(area=cast.district, panel=2)
    with pytest.raises(ValidationError):
        rules.full_clean()


def test_an_area_may_keep_money_back_until_the_panel_accepted(cast, who):
    """Thirty percent of 45,000 before; what is left afterwards."""
    ProjectSettings.objects.create(area=cast.district, paid_before_acceptance=30)
    made = project(cast.community, state="contracted", crew=who)
    advance(made, "pay", by=who.finance, amount=Decimal(13_000), voucher="PZ-1")
    with pytest.raises(Refused) as refused:
        advance(made, "pay", by=who.finance, amount=Decimal("500.01"), voucher="PZ-2")
    assert refused.value.field == "amount"
    advance(made, "pay", by=who.finance, amount=Decimal(500), voucher="PZ-2")
    to_state(made, "accepted", who)
    advance(made, "pay", by=who.finance, amount=Decimal(31_500), voucher="PZ-3")


def test_the_size_of_a_waiting_change_is_looked_up_for_nobody_it_does_not_concern(
    cast, who, django_assert_num_queries
):
    """Lists ask each row for its next step."""
    made = project(cast.community, state="in_progress", crew=who, budget=9000)
    advance(made, "request_change", by=who.clerk, new_price=Decimal(9500), note="加一盏灯")
    clerk = who.clerk
    clerk.can("projects.approve", made.area)
    with django_assert_num_queries(0):
        assert next_step(made, clerk) is None
