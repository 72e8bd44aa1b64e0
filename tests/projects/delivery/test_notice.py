"""The public notice: its clock, objections, and nothing approved before it has ended."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.areas.calendar import add_working_days
from core.notices.models import Notice
from core.workflow.engine import advance
from core.workflow.errors import Refused, WrongState
from core.workflow.models import TransitionRecord
from projects.delivery.following import follow
from projects.delivery.models import MicroProject
from projects.delivery.services.objecting import answer_objection, end_due_notices, object_to
from projects.delivery.services.telling import tell_waiting
from tests.factories.projects import let_notice_end, project, vote

pytestmark = pytest.mark.django_db
PHONE = "13900001234"


@pytest.fixture
def noticed(cast, who):
    return project(cast.community, state="public_notice", crew=who)


def objected(made, **fields):
    object_to(made, by=None, text="太吵了", contact_phone=PHONE, **fields)
    return made.public_notices.get().objections.get()


def test_it_lasts_five_working_days(noticed):
    notice = noticed.public_notices.get()
    assert notice.days == 5
    assert notice.ends == add_working_days(timezone.localdate(), 5)
    assert timezone.localdate(noticed.due_at) == notice.ends
    assert notice.vote == "2 : 1 : 0"


def test_nobody_ends_it_before_its_time(noticed, who):
    assert end_due_notices() == 0
    with pytest.raises(Refused):
        advance(noticed, "end_notice", by=None)
    let_notice_end(noticed)
    noticed.refresh_from_db()
    assert noticed.status == "notice_passed"


def test_an_objection_stops_the_clock_and_the_rest_is_kept(noticed, who, cast):
    whole = noticed.due_at
    with time_machine.travel(whole - dt.timedelta(days=1), tick=False):
        objected(noticed)
    assert noticed.status == "objected"
    assert noticed.due_at is None
    left = noticed.clock_left
    assert 0 < left < 5
    with time_machine.travel(whole + dt.timedelta(days=30), tick=False):
        assert end_due_notices() == 0
        with pytest.raises(Refused):
            advance(noticed, "resume_notice", by=who.clerk)
        objection = noticed.public_notices.get().objections.get()
        answer_objection(objection, by=who.clerk, gist="担心施工噪音", answer="只在白天施工。")
        advance(noticed, "resume_notice", by=who.clerk)
        assert timezone.localdate(noticed.due_at) == add_working_days(timezone.localdate(), left)
        assert noticed.public_notices.get().ends == timezone.localdate(noticed.due_at)
    let_notice_end(noticed)
    noticed.refresh_from_db()
    assert noticed.status == "notice_passed"


def test_who_objected_is_told_and_named_nowhere(noticed, who):
    objection = objected(noticed, contact_name="张桂芳")
    answer_objection(objection, by=who.clerk, gist="担心施工噪音", answer="只在白天施工。")
    told = Notice.objects.get(kind="projects.answered")
    assert told.phone == PHONE
    log = TransitionRecord.objects.get(kind="project", object_id=noticed.pk, name="object")
    assert "张桂芳" not in str(log.data)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, contact_name, contact_phone FROM projects_objection")
        assert not {"太吵了", "张桂芳", PHONE} & set(cursor.fetchone())


def test_an_objection_that_is_right_needs_another_vote_and_notice(noticed, who):
    objected(noticed)
    advance(noticed, "uphold", by=who.clerk, note="方案确实要改")
    assert (noticed.status, noticed.voted_at) == ("shortlisted", None)
    advance(noticed, "put_on_agenda", by=who.council)
    advance(noticed, "open_vote", by=who.council)
    with pytest.raises(Refused):  # the vote of before does not count twice
        advance(noticed, "pass_vote", by=who.council)
    noticed.refresh_from_db()
    assert noticed.public_notices.get().ended_at is not None
    assert noticed.first_passed_at is not None


def test_after_the_notice_nobody_can_object(cast, who):
    made = project(cast.community, state="notice_passed", crew=who)
    with pytest.raises((Refused, WrongState)):
        object_to(made, by=cast.resident, text="太迟了")


def test_no_vote_no_pass(cast, who):
    made = project(cast.community, state="voting", crew=who)
    with pytest.raises(Refused):
        advance(made, "pass_vote", by=who.council)
    assert made.status == "voting"


def test_the_database_itself_refuses_approval_without_vote_and_notice(cast, who):
    made = project(cast.community, crew=who)
    with pytest.raises(IntegrityError), transaction.atomic():
        MicroProject.objects.filter(pk=made.pk).update(approved_at=timezone.now())
    MicroProject.objects.filter(pk=made.pk).update(
        approved_at=timezone.now(), voted_at=timezone.now(), notice_ended_at=timezone.now()
    )


def test_followers_hear_of_each_step(cast, who):
    made = project(cast.community, crew=who)
    follow(made, user=cast.resident)
    follow(made, phone=PHONE)
    vote(made, who)
    assert tell_waiting() == 6
    told = Notice.objects.filter(kind="projects.step")
    assert told.filter(user=cast.resident, channel="inbox").count() == 3
    assert [n.phone for n in told.filter(user=None)] == [PHONE] * 3
    assert made.title in told.first().body
