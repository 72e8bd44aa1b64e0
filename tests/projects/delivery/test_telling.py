"""The news of a step: one row in its transaction, notices afterwards, each follower told once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.notices.models import Notice
from core.workflow.engine import advance
from projects.delivery.following import follow, unfollow
from projects.delivery.services import telling
from projects.delivery.services.unfollowing import take_number_off
from projects.delivery.tasks import tell_followers
from projects.delivery.tellings import Telling
from tests.factories.accounts import mobile, person
from tests.factories.projects import project

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(cast, who):
    """A project with five followers, on the council's agenda by the secretary."""
    made = project(cast.community, crew=who)
    for _ in range(3):
        follow(made, user=person("林桂英"))
    for _ in range(2):
        follow(made, phone=mobile())
    advance(made, "put_on_agenda", by=who.council)
    return made


def told():
    """How many notices each person got, whoever that is."""
    rows = Notice.objects.filter(kind="projects.step", channel__in=["inbox", "sms"])
    return sorted(rows.values_list("recipient", "channel"))


def test_a_step_leaves_one_row_and_no_notice(followed):
    assert Telling.objects.count() == 1
    assert not told()


def test_the_task_starts_with_the_commit(followed, who, django_capture_on_commit_callbacks):
    Telling.objects.all().delete()
    with django_capture_on_commit_callbacks() as waiting:
        advance(followed, "take_off_agenda", by=who.council, note="下次再议")
    assert len(waiting) == 1
    assert tell_followers(Telling.objects.get().pk) == 5
    assert len(told()) == 5
    assert not Telling.objects.exists()


def test_a_killed_worker_loses_nothing_and_nobody_is_told_twice(followed, monkeypatch):
    row = Telling.objects.get()
    write, calls = telling.notify_all, []

    def dying(*args, **kwargs):
        calls.append(1)
        written = write(*args, **kwargs)
        if len(calls) == 2:
            raise SystemExit
        return written

    monkeypatch.setattr(telling, "notify_all", dying)
    with pytest.raises(SystemExit):
        telling.tell(row.pk, batch=2)
    assert len(told()) == 2  # the second batch went with its transaction
    monkeypatch.undo()
    assert telling.tell_waiting() == 3
    assert len(told()) == len(set(told())) == 5
    assert telling.tell(row.pk) == 0


def test_a_lost_mark_tells_nobody_twice(followed):
    row = Telling.objects.get()
    telling.tell(row.pk)
    row.save(force_insert=True)
    telling.tell(row.pk)
    assert len(told()) == 5


def test_who_came_later_or_went_is_not_told(followed, cast):
    follow(followed, user=cast.stranger)
    unfollow(followed, user=followed.follows.earliest("pk").user)
    assert telling.tell_waiting() == 4
    assert not Notice.objects.filter(user=cast.stranger).exists()


def test_news_that_cannot_be_written_hold_up_no_others(followed, who, monkeypatch):
    advance(followed, "open_vote", by=who.council)
    first = Telling.objects.earliest("pk").pk
    whole = telling._tell_some

    def failing(pk, batch):
        if pk == first:
            raise ValueError
        return whole(pk, batch)

    monkeypatch.setattr(telling, "_tell_some", failing)
    assert telling.tell_waiting() == 5
    assert [row.pk for row in Telling.objects.all()] == [first]


def test_a_batch_costs_the_same_for_two_and_for_thirty(followed):
    with CaptureQueriesContext(
        connection,
    ) as few:
        telling.tell_waiting()
    for _ in range(25):
        follow(followed, phone=mobile())
    advance(followed, "open_vote", by=None)
    with CaptureQueriesContext(connection) as many:
        telling.tell_waiting()
    assert len(many) == len(few)


def test_whose_turn_it_is_hears_of_it_while_it_holds(cast, who):
    made = project(cast.community, state="notice_passed", crew=who)
    advance(made, "report_up", by=who.clerk)
    telling.tell_waiting()
    turn = Notice.objects.filter(kind="projects.your_turn", user=cast.subdistrict_officer)
    assert turn.filter(channel="inbox").count() == 1
    advance(made, "return_it", by=cast.subdistrict_officer, note="预算依据？")
    advance(made, "report_up", by=who.clerk)
    telling.tell_waiting()
    assert turn.filter(channel="inbox").count() == 2
    assert not Notice.objects.filter(kind="projects.your_turn", user=who.clerk).exists()


def test_a_text_message_says_why_it_came_and_a_number_hears_that_it_was_stopped(cast, who):
    """Anybody can type anybody's number: whose it is learns of it, once."""
    made, number = project(cast.community, crew=who), mobile()
    follow(made, phone=number)
    advance(made, "put_on_agenda", by=who.council)
    telling.tell_waiting()
    [text] = Notice.objects.filter(kind="projects.step", channel="sms")
    assert "您关注了此项目" in text.body
    assert "取消" in text.body
    assert take_number_off(made, number)
    assert not take_number_off(made, number)
    [said] = Notice.objects.filter(kind="projects.unfollowed")
    assert (said.channel, said.phone) == ("sms", text.phone)
