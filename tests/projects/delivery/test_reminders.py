"""Who is reminded of what on the way of a project."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core.notices.models import Notice
from core.notices.sweep import sweep
from projects.delivery import reminders
from projects.delivery.services.working import add_milestone, note_progress
from tests.factories.projects import project

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def users(due):
    return {r.user for one in due for r in one.recipients}


def at_nine(day):
    return dt.datetime.combine(day, dt.time(9, 5), tzinfo=timezone.get_default_timezone())


def test_the_subdistrict_on_the_morning_of_the_last_day(cast, who):
    made = project(cast.community, state="street_review", crew=who)
    last = timezone.localtime(made.due_at).date()
    assert not list(reminders.due(at_nine(last) - DAY))
    assert users(reminders.due(at_nine(last))) == {who.leader, who.officer}


def test_the_community_on_the_last_day_of_a_notice(cast, who):
    made = project(cast.community, state="public_notice", crew=who)
    last = timezone.localtime(made.due_at).date()
    assert users(reminders.notices_ending(at_nine(last))) == {cast.community_clerk, cast.secretary}


def test_a_month_of_silence_and_none_after_a_note(cast, who):
    made = project(cast.community, state="in_progress", crew=who)
    later = timezone.now() + 31 * DAY
    [due] = reminders.silent(later)
    assert due.context["days"] == 30
    with time_machine.travel(later - 5 * DAY):
        note_progress(made, by=who.clerk, text="拆完了", on=timezone.localdate())
    assert not list(reminders.silent(later))


def test_a_milestone_on_its_day(cast, who):
    made = project(cast.community, state="in_progress", crew=who)
    day = timezone.localdate() + 3 * DAY
    add_milestone(made, by=who.clerk, title="装好", due_on=day)
    assert not list(reminders.milestones_due(at_nine(day - DAY)))
    assert len(list(reminders.milestones_due(at_nine(day)))) == 1
    with time_machine.travel(at_nine(day), tick=False):
        sweep()
    told = Notice.objects.filter(kind="projects.remind_milestone")
    assert {one.url for one in told} == {made.get_staff_url()}  # where it is done
