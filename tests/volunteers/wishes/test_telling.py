"""Who hears what, and who is reminded when."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core.notices.models import Notice
from tests.factories import wishes as make
from volunteers.wishes import reminders, services
from volunteers.wishes.marks import WishSettings


def told(user=None):
    rows = Notice.objects.filter(user=user) if user else Notice.objects.all()
    return set(rows.values_list("kind", flat=True))


def test_each_step_is_told_to_whom_it_concerns(clerk, helper, wisher):
    wish = make.wish(by=wisher)
    assert told(wisher) == {"wishes.received"}
    assert told(clerk) == {"wishes.new"}
    services.take_up(wish, by=clerk)
    services.publish(wish, by=clerk, **make.PUBLIC)
    services.claim(wish, by=helper)
    assert {"wishes.published", "wishes.claimed"} <= told(wisher)
    assert told(helper) == {"wishes.claim_made"}
    assert "wishes.claimed_staff" in told(clerk)
    services.report_contact(wish, by=helper)
    services.fulfil(wish, by=helper)
    assert "wishes.fulfilled" in told(wisher)
    services.confirm(wish, by=wisher)
    assert "wishes.confirmed" in told(helper)


def test_without_an_account_she_gets_text_messages(clerk):
    wish = make.verifying(clerk)
    services.decline(wish, by=clerk, note="现金不在范围内")
    messages = Notice.objects.filter(channel="sms", user=None)
    assert {m.phone for m in messages} == {"13800005678"}
    assert "wishes.elsewhere" in {m.kind for m in messages}


def test_no_notice_carries_story_address_or_reason_by_text_message(clerk, helper):
    wish = make.fulfilled(clerk, helper, contact_mode="direct")
    services.dispute(wish, by=clerk, note="住 3 栋 502 的陈桂芳说还差电池")
    for notice in Notice.objects.all():
        words = f"{notice.title} {notice.body} {notice.params}"
        if notice.user_id != clerk.pk and notice.channel == "sms":
            assert "502" not in words
        assert "13800005678" not in words
        assert "榕景花园" not in words
        assert "粤剧" not in words


def test_the_claimer_reads_public_words_only(clerk, helper):
    make.claimed(clerk, helper, title="桂芳的收音机")
    bodies = [n.title + n.body for n in Notice.objects.filter(user=helper)]
    assert bodies
    assert not any("桂芳" in body for body in bodies)


def due_names(now):
    return {
        due.kind
        for ask in (
            reminders.unverified,
            reminders.unclaimed,
            reminders.not_contacted,
            reminders.nearly_due,
            reminders.unconfirmed,
        )
        for due in ask(now)
    }


@pytest.mark.parametrize(
    ("stage", "days", "kind"),
    [
        ("published", 7, "wishes.remind_partner"),
        ("claimed", 5, "wishes.remind_contact"),
        ("contacted", 27, "wishes.remind_due"),
        ("fulfilled", 7, "wishes.remind_confirm"),
    ],
)
def test_reminded_on_the_day_and_not_before(clerk, helper, stage, days, kind):
    wish = getattr(make, stage)(clerk, *(() if stage == "published" else (helper,)))
    moment = wish.status_since + dt.timedelta(days=days)
    assert due_names(moment - dt.timedelta(minutes=1)) == set()
    assert due_names(moment + dt.timedelta(minutes=1)) == {kind}


def test_staff_are_reminded_on_the_morning_of_the_third_working_day(clerk):
    with time_machine.travel(dt.datetime(2026, 11, 16, 2, tzinfo=dt.UTC)):  # a Monday
        make.wish()
    shanghai = timezone.get_default_timezone()
    morning = dt.datetime(2026, 11, 19, 9, 0, tzinfo=shanghai)
    assert due_names(morning - dt.timedelta(minutes=1)) == set()
    assert due_names(morning) == {"wishes.remind_verify"}


def test_marks_of_an_area_move_its_reminders(clerk, helper, community):
    WishSettings.objects.create(area=community, contact_reminder_days=2)
    wish = make.claimed(clerk, helper)
    assert due_names(wish.status_since + dt.timedelta(days=2, minutes=1)) == {
        "wishes.remind_contact"
    }


def test_many_wishes_are_asked_in_few_queries(clerk, helper, django_assert_max_num_queries):
    for _ in range(3):
        make.published(clerk)
    now = timezone.now() + dt.timedelta(days=7, minutes=1)
    with django_assert_max_num_queries(2 + 3 * 2):
        list(reminders.unclaimed(now))
