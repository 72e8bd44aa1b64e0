"""A wish from first word to thank-you, and every turn it may take."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core.accounts.abilities import Role
from core.workflow.engine import available
from core.workflow.errors import NotAllowed, Refused, SamePerson, WrongState
from core.workflow.queries import records_of
from tests.factories import wishes as make
from volunteers.housekeepers.models import Volunteer
from volunteers.wishes import services
from volunteers.wishes.claims import Claim
from volunteers.wishes.guards import TOO_LATE
from volunteers.wishes.marks import WishSettings


def test_a_wish_comes_true(clerk, helper, community, wisher):
    wish = make.wish(by=wisher, title="一台收音机")
    services.take_up(wish, by=clerk)
    services.publish(wish, by=clerk, **make.PUBLIC)
    services.claim(wish, by=helper, promise="周六送到", items=2, unit_label="第三支部")
    services.report_contact(wish, by=helper)
    services.fulfil(wish, by=helper)
    services.confirm(wish, by=wisher)
    services.thank(wish, by=wisher, text="谢谢！")

    wish.refresh_from_db()
    assert wish.status == "closed"
    assert wish.thank_you == "谢谢！"
    assert [r.name for r in records_of(wish)] == [
        "confirm", "fulfil", "report_contact", "claim", "publish", "take_up", "submit",
    ]  # fmt: skip
    assert wish.claims.get().ended_how == "fulfilled"


def test_above_the_cap_it_is_referred_not_published(clerk):
    wish = make.verifying(clerk, estimated_value=500)
    services.publish(wish, by=clerk, **make.PUBLIC)
    dear = make.verifying(clerk, estimated_value="500.01")
    with pytest.raises(Refused) as refusal:
        services.publish(dear, by=clerk, **make.PUBLIC)
    assert refusal.value.field == "estimated_value"
    assert dear.status == "verifying"
    services.refer(dear, by=clerk, note="超过限额", next_door="charity")
    assert (dear.status, dear.next_door) == ("referred", "charity")


def test_the_cap_is_a_setting_of_the_area(clerk, community):
    WishSettings.objects.create(area=community.district, value_cap=800)
    wish = make.verifying(clerk, estimated_value=700)
    services.publish(wish, by=clerk, **make.PUBLIC)
    assert wish.status == "published"


@pytest.mark.parametrize("verb", [services.send_back, services.decline, services.refer])
def test_no_silent_ends(clerk, verb):
    wish = make.verifying(clerk)
    with pytest.raises(Refused) as refusal:
        verb(wish, by=clerk, note="  ")
    assert refusal.value.field == "note"


def test_declined_without_a_named_door_points_to_the_service_window(clerk):
    wish = make.verifying(clerk)
    services.decline(wish, by=clerk, note="现金不在范围内")
    assert wish.next_door == "window"
    other = make.verifying(clerk)
    with pytest.raises(Refused):
        services.decline(other, by=clerk, note="不行", next_door="nowhere")


def test_the_clock_waits_while_the_wisher_answers(clerk, wisher):
    with time_machine.travel(dt.datetime(2026, 11, 16, 2, tzinfo=dt.UTC), tick=False) as moment:
        wish = make.wish(by=wisher)
        due = wish.due_at
        moment.shift(dt.timedelta(days=1))
        services.take_up(wish, by=clerk)
        assert wish.due_at == due  # taking it up does not start the days anew
        services.send_back(wish, by=clerk, note="请写清楚尺码")
        assert wish.due_at is None
        moment.shift(dt.timedelta(days=7))
        services.resubmit(wish, by=wisher, story="37 码")
    assert wish.status == "submitted"
    assert timezone.localdate(wish.due_at) == dt.date(2026, 11, 26)  # two working days were left
    assert wish.story == "37 码"


def test_somebody_who_is_no_volunteer_cannot_claim(clerk, wisher):
    wish = make.published(clerk)
    with pytest.raises(NotAllowed):
        services.claim(wish, by=wisher)


def test_the_wisher_does_not_claim_her_own_wish(clerk, helper):
    wish = make.published(clerk, by=helper)
    with pytest.raises(Refused):
        services.claim(wish, by=helper)


def test_the_second_comes_too_late_and_hears_it_kindly(clerk, helper, another):
    wish = make.claimed(clerk, helper)
    first = services.claim(wish, by=helper)
    assert first == services.claim(wish, by=helper)  # asked twice, answered once
    with pytest.raises(WrongState) as late:
        services.claim(wish, by=another)
    assert late.value.message == str(TOO_LATE)
    assert Claim.objects.count() == 1


def test_given_up_it_is_on_the_wall_again(clerk, helper, another):
    wish = make.contacted(clerk, helper)
    services.give_up(wish, by=helper)
    assert wish.status == "published"
    services.claim(wish, by=another)
    assert wish.claims.get(ended_at=None).claimer == another


def test_whom_she_turned_down_does_not_come_back(clerk, helper, another, wisher):
    wish = make.claimed(clerk, helper, by=wisher)
    services.veto(wish, by=wisher)
    assert wish.status == "published"
    with pytest.raises(Refused):
        services.claim(wish, by=helper)
    assert "claim" not in [arrow.name for arrow in available(wish, helper)]
    assert "claim" in [arrow.name for arrow in available(wish, another)]
    services.claim(wish, by=another)
    assert wish.status == "claimed"


def test_nobody_is_offered_to_take_on_her_own_wish(clerk, helper, community):
    wish = make.published(clerk, community, by=helper)
    assert "claim" not in [arrow.name for arrow in available(wish, helper)]


def test_a_claim_without_contact_lapses_after_seven_days(clerk, helper):
    wish = make.claimed(clerk, helper)
    with time_machine.travel(timezone.now() + dt.timedelta(days=6, hours=23)):
        assert services.lapse_overdue() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=7, minutes=1)):
        assert services.lapse_overdue() == 1
        assert services.lapse_overdue() == 0
    wish.refresh_from_db()
    assert wish.status == "published"
    assert wish.claims.get().ended_how == "lapsed"


def test_unclaimed_wishes_go_first_into_the_next_round(clerk):
    wish = make.published(clerk)
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert services.roll_over_unclaimed() == 1
        assert services.roll_over_unclaimed() == 0
    wish.refresh_from_db()
    assert (wish.round, wish.status) == (2, "published")


def test_no_helper_confirms_her_own_work(community, helper):
    both = make.official(Role.COMMUNITY_CLERK, community)
    Volunteer.objects.create(user=both, area=community)
    wish = make.fulfilled(make.clerk(community), both)
    with pytest.raises(SamePerson):
        services.confirm(wish, by=both)
    assert "confirm" not in [arrow.name for arrow in available(wish, both)]


def test_something_missing_sends_it_back_to_the_helper(clerk, helper, wisher):
    wish = make.fulfilled(clerk, helper, by=wisher)
    services.dispute(wish, by=wisher, note="还差电池")
    assert wish.status == "contacted"
    services.fulfil(wish, by=helper)
    services.confirm(wish, by=wisher)
    assert wish.status == "closed"


@pytest.mark.parametrize(
    "stage", ["submitted", "verifying", "published", "claimed", "contacted", "fulfilled"]
)
def test_taken_back_from_any_open_state_without_a_reason(clerk, helper, wisher, stage):
    before = {"submitted": make.wish, "verifying": make.verifying, "published": make.published}
    people = {"submitted": (), "verifying": (clerk,), "published": (clerk,)}
    maker = before.get(stage) or getattr(make, stage)
    wish = maker(*people.get(stage, (clerk, helper)), by=wisher)
    assert wish.status == stage
    services.withdraw(wish, by=wisher)
    assert wish.status == "withdrawn"
    assert not wish.claims.filter(ended_at=None).exists()


def test_staff_take_it_back_on_her_behalf_and_the_log_says_so(clerk, wisher):
    wish = make.published(clerk, by=wisher)
    record = services.withdraw(wish, by=clerk)
    assert (record.part, record.on_behalf_of) == ("staff", "wisher")


def test_a_neighbour_community_has_no_say(wisher):
    stranger = make.clerk(make.community(make.NEIGHBOUR, "老埠社区"))
    wish = make.wish(by=wisher)
    with pytest.raises(NotAllowed):
        services.take_up(wish, by=stranger)
    assert wish not in type(wish).objects.visible_to(stranger)
