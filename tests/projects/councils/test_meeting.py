"""One evening of a council: who came, who stepped out, what passed and what failed."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.notices.models import Notice
from core.workflow.engine import advance
from core.workflow.errors import NotAllowed, Refused
from projects.councils.bodies import CouncilCharter
from projects.councils.majority import Share
from projects.councils.meetings import attending, calling, minutes, motions, speaking
from projects.councils.meetings.models import Motion
from tests.factories import councils as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(cast):
    return cast.community_clerk


@pytest.fixture
def council(cast):
    return make.council(cast.community)


def test_three_pass_and_one_fails_in_one_evening(cast, council, clerk):
    """民新社区, 2021-03-31 (DOMAIN 1.3)."""
    projects = [make.project(cast.community) for _ in range(4)]
    meeting, items = make.in_session(council, *projects, by=clerk, here=9)
    assert {p.status for p in refreshed(projects)} == {"deliberating"}
    for item, (yes, no) in zip(items, [(9, 0), (6, 3), (5, 3), (4, 5)], strict=True):
        motion = motions.put_motion(item, by=clerk, text="是否实施？")
        assert item.project.status == "voting"
        motions.decide(motion, by=clerk, in_favour=yes, against=no)
    assert [p.status for p in refreshed(projects)] == ["vote_passed"] * 3 + ["vote_failed"]
    assert projects[0].voted_at is not None
    assert projects[3].voted_at is None
    advance(meeting, "close", by=clerk)
    log = meeting.motions.values_list("outcome", flat=True)
    assert sorted(log) == ["failed", "passed", "passed", "passed"]


def refreshed(rows):
    for row in rows:
        row.refresh_from_db()
    return rows


def test_without_a_quorum_nothing_is_voted_on(cast, council, clerk):
    _meeting, (item,) = make.in_session(council, make.project(cast.community), by=clerk, here=7)
    with pytest.raises(Refused, match="8"):
        motions.put_motion(item, by=clerk, text="是否实施？")
    item.project.refresh_from_db()
    assert item.project.status == "deliberating"


def test_whoever_leaves_the_denominator_can_turn_the_vote(cast, council, clerk):
    """4 of 8 are no majority; 4 of the 7 who remain are."""
    project, other = make.project(cast.community), make.project(cast.community)
    meeting, (first, second) = make.in_session(council, project, other, by=clerk, here=8)
    motion = motions.put_motion(first, by=clerk, text="是否实施？")
    assert motions.decide(motion, by=clerk, in_favour=4, against=4).outcome == "failed"
    motion = motions.put_motion(second, by=clerk, text="是否实施？")
    member = meeting.attendance.exclude(how="").first().member
    motions.recuse(motion, member, by=clerk, reason="本人是供应商亲属")
    with pytest.raises(Refused, match="7"):
        motions.decide(motion, by=clerk, in_favour=4, against=4)
    decided = motions.decide(motion, by=clerk, in_favour=4, against=3)
    assert (decided.outcome, decided.present, decided.recused, decided.voters) == (
        "passed",
        8,
        1,
        7,
    )


def test_who_is_not_there_cannot_step_out(cast, council, clerk):
    meeting, (item,) = make.in_session(council, make.project(cast.community), by=clerk, here=8)
    motion = motions.put_motion(item, by=clerk, text="是否实施？")
    absent = meeting.attendance.filter(how="").first().member
    with pytest.raises(Refused):
        motions.recuse(motion, absent, by=clerk, reason="住同一栋")


def test_abstentions_count_among_those_present(cast, council, clerk):
    _meeting, (item,) = make.in_session(council, make.project(cast.community), by=clerk, here=9)
    motion = motions.put_motion(item, by=clerk, text="是否实施？")
    decided = motions.decide(motion, by=clerk, in_favour=4, against=1)
    assert (decided.abstained, decided.outcome) == (4, "failed")


def test_the_charter_of_the_day_decides(cast, clerk):
    council = make.council(cast.community, majority=Share(2, 3))
    projects = [make.project(cast.community) for _ in range(2)]
    _meeting, items = make.in_session(council, *projects, by=clerk, here=9)
    outcomes = []
    for item, yes in zip(items, (5, 6), strict=True):
        motion = motions.put_motion(item, by=clerk, text="是否实施？")
        outcomes.append(motions.decide(motion, by=clerk, in_favour=yes, against=9 - yes).outcome)
    assert outcomes == ["failed", "passed"]


def test_an_amendment_becomes_the_budget_only_when_it_passes(cast, council, clerk):
    passed, failed = (make.project(cast.community, budget=Decimal(30_000)) for _ in range(2))
    _meeting, items = make.in_session(council, passed, failed, by=clerk, here=9)
    for item, yes in zip(items, (9, 0), strict=True):
        motion = motions.put_motion(item, by=clerk, text="预算改为 2.6 万", budget=Decimal(26_000))
        motions.decide(motion, by=clerk, in_favour=yes, against=9 - yes)
    refreshed([passed, failed])
    assert (passed.budget, failed.budget) == (Decimal(26_000), Decimal(30_000))
    assert Motion.objects.get(project=passed).budget_before == Decimal(30_000)


def test_a_decided_motion_is_never_changed(cast, council, clerk):
    _meeting, (item,) = make.in_session(council, make.project(cast.community), by=clerk)
    motion = motions.put_motion(item, by=clerk, text="是否实施？")
    motions.decide(motion, by=clerk, in_favour=4, against=5)
    with pytest.raises(Refused):
        motions.decide(motion, by=clerk, in_favour=9, against=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(outcome="passed")
    with pytest.raises(DatabaseError), transaction.atomic():
        motion.delete()


def test_votes_that_do_not_add_up_cannot_be_stored(cast, council, clerk):
    _meeting, (item,) = make.in_session(council, make.project(cast.community), by=clerk)
    motion = motions.put_motion(item, by=clerk, text="是否实施？")
    with pytest.raises(DatabaseError), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(
            outcome="passed", in_favour=40, against=0, abstained=0, present=9, recused=0
        )


def test_a_withdrawn_motion_takes_its_project_back_to_the_shortlist(cast, council, clerk):
    meeting, (item,) = make.in_session(council, make.project(cast.community), by=clerk)
    motion = motions.put_motion(item, by=clerk, text="是否实施？")
    with pytest.raises(Refused):
        advance(meeting, "close", by=clerk)
    motions.withdraw_motion(motion, by=clerk)
    item.project.refresh_from_db()
    assert item.project.status == "shortlisted"
    advance(meeting, "close", by=clerk)


def test_a_cancelled_meeting_lets_its_projects_go(cast, council, clerk):
    project = make.project(cast.community)
    meeting = make.called(council, by=clerk)
    calling.put_on_agenda(meeting, by=clerk, project=project)
    advance(meeting, "cancel", by=clerk, note="台风")
    project.refresh_from_db()
    assert project.status == "shortlisted"


def test_nobody_opens_it_before_the_day_it_is_called_for(council, clerk, client):
    evening = timezone.now() + dt.timedelta(days=2)
    meeting = make.called(council, by=clerk, starts_at=evening)
    calling.put_on_agenda(meeting, by=clerk, title="议事")
    client.force_login(clerk)
    page = client.get(reverse("councils:run", args=[meeting.code]))
    assert [arrow.name for arrow in page.context["available"]] == ["cancel"]
    with pytest.raises(Refused):
        advance(meeting, "open", by=clerk)
    with pytest.raises(Refused):
        attending.sign_in_by_code(meeting.attendance.first().code)
    with time_machine.travel(evening):
        advance(meeting, "open", by=clerk)


def test_members_sign_in_by_their_own_code_and_staff_entries_are_told(council, clerk):
    meeting = make.called(council, by=clerk)
    first, second = meeting.attendance.all()[:2]
    attending.sign_in_by_code(first.code.lower())
    attending.enter_attendance(second, by=clerk)
    attending.enter_attendance(first, by=clerk)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.how, second.how, second.entered_by) == ("code", "staff", clerk)
    told = Notice.objects.filter(kind="councils.entered")
    assert [n.phone for n in told] == [second.member.phone]
    with pytest.raises(Refused):
        attending.sign_in_by_code("AAAA-AAAA-AAAA")
    with pytest.raises(Refused):
        attending.take_back_attendance(first, by=clerk)
    attending.take_back_attendance(second, by=clerk)


def test_only_whoever_runs_the_council_runs_its_evening(cast, council, clerk):
    meeting, (item,) = make.in_session(council, make.project(cast.community), by=clerk)
    for other in (cast.neighbour_clerk, cast.resident, cast.district_admin, cast.auditor):
        with pytest.raises(NotAllowed):
            motions.put_motion(item, by=other, text="是否实施？")
        with pytest.raises(NotAllowed):
            calling.put_on_agenda(meeting, by=other, title="别的")


def test_speaking_goes_round_and_nobody_stands_twice_in_the_line(council, clerk):
    meeting, (item,) = make.in_session(council, by=clerk)
    one, two = (a.member for a in meeting.attendance.all()[:2])
    first = speaking.raise_hand(item, one, by=clerk)
    speaking.raise_hand(item, two, by=clerk)
    assert speaking.raise_hand(item, one, by=clerk) == first
    speaking.has_spoken(first, by=clerk)
    again = speaking.raise_hand(item, one, by=clerk)
    assert again.position == 3


def test_minutes_begin_with_what_is_known_and_end_as_they_were_published(cast, council, clerk):
    meeting, (item,) = make.in_session(council, make.project(cast.community), by=clerk)
    motion = motions.put_motion(item, by=clerk, text="是否实施？")
    motions.decide(motion, by=clerk, in_favour=7, against=1)
    advance(meeting, "close", by=clerk)
    text = minutes.drafted(meeting)
    assert "9" in text
    assert "是否实施？" in text
    assert "黄伯" not in text
    with pytest.raises(Refused):
        advance(meeting, "publish_minutes", by=clerk)
    minutes.write_minutes(meeting, by=clerk, text=text)
    advance(meeting, "publish_minutes", by=clerk)
    with pytest.raises(Refused):
        minutes.write_minutes(meeting, by=clerk, text="别的")


def test_a_charter_is_never_changed(council):
    with pytest.raises(DatabaseError), transaction.atomic():
        CouncilCharter.objects.filter(council=council).update(quorum_numerator=1)
