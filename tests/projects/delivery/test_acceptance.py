"""A panel looks at the thing itself: whole, from outside too, signed, line by line."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.notices.models import Notice
from core.workflow.engine import advance
from core.workflow.errors import Refused
from projects.delivery.acceptances import Acceptance
from projects.delivery.services.accepting import confirm_receipt, sheet_of
from tests.factories import after_works
from tests.factories.after_works import MEMBERS, panel, sheet
from tests.factories.projects import project

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast, who):
    return project(cast.community, state="acceptance_pending", crew=who)


def refusal(made, by, step="accept", **data):
    with pytest.raises(Refused) as refused:
        advance(made, step, by=by, note="因为", **data)
    return str(refused.value)


def test_nothing_is_accepted_without_a_sheet(made, who):
    refusal(made, who.officer)
    assert made.status == "acceptance_pending"


@pytest.mark.parametrize(
    "members",
    [
        MEMBERS[:2],  # too few
        (*MEMBERS[:2], {**MEMBERS[1], "name": "李工"}),  # no resident
        (MEMBERS[0], MEMBERS[2], {**MEMBERS[2], "name": "陈向前"}),  # nobody from outside
        (*MEMBERS[:2], {**MEMBERS[2], "signed": False}),
    ],
)
def test_a_panel_that_is_not_whole_is_refused(made, who, members):
    sheet(made, who.officer, members=members)
    refusal(made, who.officer)


def test_whoever_had_a_part_in_it_cannot_be_on_the_panel(made, who):
    for user in (who.screener, who.leader):
        with pytest.raises(Refused):
            sheet(made, who.officer, members=({**MEMBERS[0], "user": user}, *MEMBERS[1:]))


def test_who_sat_on_the_panel_does_not_pay(made, who, cast):
    sheet(made, who.officer, members=({**MEMBERS[1], "user": who.finance}, MEMBERS[0], MEMBERS[2]))
    advance(made, "accept", by=who.officer)
    refusal(made, who.finance, "pay", amount=Decimal(1), voucher="PZ-1")


def test_lines_pictures_and_recipients(cast, who, made):
    sheet(made, who.officer, pictures=[])
    refusal(made, who.officer)  # works are shown
    sheet(made, who.officer, lines={1: {"found": Decimal(0), "ok": False, "defect": "少了两段"}})
    refusal(made, who.officer)
    goods = project(cast.community, state="acceptance_pending", crew=who, kind="goods")
    filled = sheet(goods, who.officer)
    refusal(goods, who.officer)  # nobody confirmed the item
    after_works.received(goods, who.clerk, filled.lines.get())
    advance(goods, "accept", by=who.officer)
    assert goods.accepted_at


def test_what_is_wrong_is_put_right_and_looked_at_again(made, who):
    panel(made, who)
    soon = timezone.localdate() + dt.timedelta(days=9)
    refusal(made, who.officer, "require_rectification", rectify_by=soon)  # nothing is wrong
    sheet(made, who.officer, lines={1: {"found": Decimal(1), "ok": False, "defect": "松动"}})
    refusal(made, who.officer, "require_rectification")  # by when?
    for day in (timezone.localdate(), timezone.localdate() + dt.timedelta(days=400)):
        with pytest.raises(Refused, match="请选") as refused:
            advance(made, "require_rectification", by=who.officer, note="见表", rectify_by=day)
        assert refused.value.field == "rectify_by"
    advance(made, "require_rectification", by=who.officer, note="见表", rectify_by=soon)
    assert made.status == "rectifying"
    assert made.due_at is None
    closed = made.acceptances.get()
    assert (closed.outcome, closed.rectify_by) == ("rectify", soon)
    with pytest.raises(ValidationError):
        sheet_of(made, by=who.officer)
    advance(made, "report_rectified", by=who.clerk)
    refusal(made, who.officer)  # the old sheet does not count
    panel(made, who)
    advance(made, "accept", by=who.officer)
    assert made.acceptances.count() == 2


def test_only_who_accepts_fills_the_sheet(made, who, cast):
    for user in (who.clerk, cast.auditor, cast.resident):
        with pytest.raises(PermissionDenied):
            sheet_of(made, by=user)


def test_one_open_sheet_by_the_database(made, who):
    sheet_of(made, by=who.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.create(project=made)


def test_a_recipient_confirms_the_item_once_and_is_told(cast, who):
    made = project(cast.community, state="in_progress", crew=who, kind="goods")
    given = {"item": None, "quantity": Decimal(2)}
    confirm_receipt(
        made, by=who.clerk, name="张桂芳", phone=cast.resident.phone, how="paper", **given
    )
    told = Notice.objects.filter(kind="projects.received", user=cast.resident, channel="inbox")
    assert made.title in told.get().body
    with pytest.raises(ValidationError):
        confirm_receipt(made, by=cast.resident, **given)
    with pytest.raises(ValidationError):
        confirm_receipt(made, by=cast.auditor, **given)  # staff, for themselves
    with pytest.raises(PermissionDenied):
        confirm_receipt(made, by=cast.resident, name="别人", how="paper", **given)
