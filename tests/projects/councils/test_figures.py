"""What figures say, who is reminded, what is forgotten, and that pages answer."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from core.counters.board import Board
from core.counters.metrics import metric
from core.counters.panels import panels
from core.counters.periods import Period
from core.notices.models import Notice
from core.workflow.engine import advance
from projects.councils import personal_data, reminders
from projects.councils.ballots import casting, preparing, roll
from projects.councils.ballots.votes import VoterMark
from projects.councils.meetings import minutes, motions
from tests.factories import councils as make
from tests.factories.accounts import mobile, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(cast):
    return cast.community_clerk


def value(name, area):
    today = timezone.localdate()
    return metric(name).values([area], today, today)[area.pk]


def test_votes_voters_and_turnout(cast, clerk):
    voters = [person(phone=mobile(), community=cast.community) for _ in range(3)]
    for _ in range(2):
        ballot = make.opened(cast.community, by=clerk, entitled=10)
        code = [casting.items_of(ballot)[0].project.code]
        for voter in voters:
            casting.cast(ballot, by=voter, choices=code)
        make.published(ballot, by=clerk)
    for area in (cast.community, cast.district):
        assert value("councils.votes", area) == 6
        assert value("councils.voters", area) == 3
        assert value("councils.turnout", area) == Decimal("30.0")
    assert value("councils.votes", cast.neighbour_community) == 0
    assert value("councils.turnout", cast.neighbour_community) is None


def test_motions_passed_and_failed_are_their_rows(cast, clerk):
    council = make.council(cast.community)
    projects = [make.project(cast.community) for _ in range(3)]
    _meeting, items = make.in_session(council, *projects, by=clerk)
    for item, yes in zip(items, (9, 5, 4), strict=True):
        motion = motions.put_motion(item, by=clerk, text="是否实施？")
        motions.decide(motion, by=clerk, in_favour=yes, against=9 - yes)
    today = timezone.localdate()
    for name, number in (("councils.passed", 2), ("councils.failed", 1)):
        assert value(name, cast.district) == number
        rows = metric(name).rows(cast.district, today, today, cast.auditor)
        assert rows.count() == number


def test_reminders(cast, clerk):
    council = make.council(cast.community, members=3)
    soon = timezone.now() + dt.timedelta(hours=1)
    meeting = make.called(council, by=clerk, starts_at=soon)
    ballot = make.opened(
        cast.community, by=clerk, closes_at=timezone.now() + dt.timedelta(hours=47)
    )
    now = timezone.now()
    assert [d.obj for d in reminders.meets_tomorrow(now)] == [meeting]
    assert len(next(iter(reminders.meets_tomorrow(now))).recipients) == 3
    assert [d.obj for d in reminders.vote_ends_soon(now)] == [ballot]
    assert list(reminders.time_to_meet(now)) == []
    make.put_on_agenda(meeting, by=clerk, title="议事")
    with time_machine.travel(soon):
        advance(meeting, "open", by=clerk)
    later = now + dt.timedelta(days=31, hours=1)
    assert [d.obj for d in reminders.time_to_meet(later)] == [council]


def test_what_is_taken_along_and_what_goes(cast, clerk):
    ballot = make.opened(cast.community, by=clerk)
    casting.cast(ballot, by=cast.resident, choices=[casting.items_of(ballot)[0].project.code])
    (voted,) = personal_data.collected(cast.resident)["voted"]
    assert voted["vote"] == ballot.code
    assert "choices" not in voted
    personal_data.forget(cast.resident)
    assert VoterMark.objects.get().user is None
    assert personal_data.collected(cast.resident) == {}


def test_rolls_forget_accounts_but_still_count_people(cast, clerk):
    ballot = make.opened(cast.community, by=clerk)
    casting.cast(ballot, by=cast.resident, choices=[casting.items_of(ballot)[0].project.code])
    roll.hand_out_paper(ballot, by=clerk, phone=mobile())
    make.published(ballot, by=clerk)
    assert personal_data.erase_rolls(timezone.now() - dt.timedelta(days=1)) == 0
    assert personal_data.erase_rolls(timezone.now() + dt.timedelta(days=1)) == 2
    assert value("councils.voters", cast.community) == 2


def test_members_are_told_their_code_and_staff_that_it_is_counted(cast, clerk):
    meeting = make.called(make.council(cast.community, members=1), by=clerk)
    told = Notice.objects.filter(kind="councils.called").first()
    assert meeting.attendance.get().code[:4] in told.body
    ballot = make.counted(make.opened(cast.community, by=clerk))
    assert Notice.objects.filter(kind="councils.ballot_counted", user=clerk).exists()
    assert ballot.status == "counted"


def test_an_evening_on_one_page(cast, clerk):
    """The whole evening over HTTP, as staff click it."""
    council = make.council(cast.community, members=3)
    project = make.project(cast.community)
    meeting = make.called(council, by=clerk)
    client = Client()
    client.force_login(clerk)
    page = f"/councils/manage/meetings/{meeting.code}/"

    def do(**fields):
        answer = client.post(page, fields)
        assert answer.status_code == 302, answer.content.decode()[-500:]

    do(do="add_item", project=project.pk)
    item = meeting.agenda.get()
    for row in meeting.attendance.all():
        do(do="here", member=row.pk)
    assert client.post(f"/councils/meetings/{meeting.code}/open/").status_code == 302
    do(do="raise_hand", item=item.pk, member=meeting.attendance.first().pk)
    do(do="spoken", item=item.pk, speech=item.speeches.get().pk)
    asked = {"do": "motion", "item": item.pk, "text": "是否实施？", "subject": "approve"}
    answer = client.post(page, {**asked, "counting": "open", "budget": "三万"})
    assert answer.status_code == 400
    assert 'value="三万"' in answer.content.decode()
    do(**asked, counting="secret")
    motion = meeting.motions.get()
    do(
        do="recuse",
        motion=motion.pk,
        member=meeting.attendance.first().pk,
        reason="住同一栋",
    )
    miscounted = {"do": "decide", "motion": motion.pk, "in_favour": 2}
    for against, said in (("x", "票数请填整数"), ("31", "请重新清点")):
        answer = client.post(page, {**miscounted, "against": against})
        assert answer.status_code == 400
        assert said in answer.content.decode()
        assert f'name="against" value="{against}"' in answer.content.decode()
    assert not meeting.motions.exclude(outcome="").exists()
    do(do="decide", motion=motion.pk, in_favour=2, against="")
    do(do="note", item=item.pk, note="大家都说好。")
    do(do="minutes", text=minutes.drafted(meeting))
    motion.refresh_from_db()
    assert (motion.outcome, motion.voters) == ("passed", 2)
    for step in ("close", "publish_minutes"):
        assert client.post(f"/councils/meetings/{meeting.code}/{step}/").status_code == 302
    shown = Client().get(f"/councils/meetings/{meeting.code}/").content.decode()
    assert "大家都说好。" in shown
    assert "黄伯" not in shown
    assert client.post(page, {"do": "everything"}).status_code == 400


def test_a_vote_on_the_page_and_its_receipt(cast, clerk):
    ballot = make.opened(cast.community, by=clerk, kind="ranked")
    codes = [item.project.code for item in casting.items_of(ballot)]
    client = Client()
    client.force_login(cast.resident)
    url = f"/ballots/{ballot.code}/"
    answer = client.post(url, {"place_1": codes[2], "place_2": codes[0]})
    assert (answer.status_code, answer["Location"]) == (302, f"{url}receipt/")
    assert client.get(f"{url}receipt/").status_code == 200
    assert ballot.sheets.get().choices == [3, 1]
    assert client.post(url, {"place_1": codes[1]}).status_code == 409
    assert Client().post(url, {"place_1": codes[1]}).status_code == 400


def test_the_panel_counts_what_was_held_and_published(cast, clerk):
    make.in_session(make.council(cast.community), by=clerk)
    draft = make.draft(cast.community, by=clerk)
    preparing.change_settings(draft, by=clerk, is_binding=True)
    voter = person(phone=mobile(), community=cast.community)
    ballot = make.opened(cast.community, by=clerk, entitled=10)
    casting.cast(ballot, by=voter, choices=[casting.items_of(ballot)[0].project.code])
    make.published(ballot, by=clerk)

    panel = next(p for p in panels() if p.room == "councils")
    today = Period(timezone.localdate(), timezone.localdate())
    board = Board(panel.metrics, [cast.district], [today])
    shown = {m.name: board.value(m, cast.district, today) for m in panel.stats}
    assert shown["councils.meetings"] == shown["councils.ballots"] == 1
    assert shown["councils.voters"] == 1
    assert shown["councils.turnout"] == Decimal("10.0")
    assert board.by_facet(panel.split, cast.district, today) == {"binding": 0, "advisory": 1}
    assert board.by_facet(panel.standing, cast.district, today) == {"binding": 1, "advisory": 0}
    (listing,) = panel.listings
    rows = listing.rows(cast.district, today.since, today.until)
    assert [row[3:5] for row in rows] == [[1, 10]]
    client = Client()
    client.force_login(cast.district_admin)
    assert str(panel.label) in client.get("/dashboard/").content.decode()
