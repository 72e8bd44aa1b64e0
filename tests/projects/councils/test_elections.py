"""From the election committee to members in office."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.workflow.engine import advance
from core.workflow.errors import Refused
from projects.councils.elections import services
from projects.councils.founding import adopt_charter
from projects.councils.majority import Share
from tests.factories import councils as make

pytestmark = pytest.mark.django_db
DAY = dt.datetime(2027, 6, 21, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_those_elected_take_office_after_the_notice(cast):
    clerk, council = cast.community_clerk, make.council(cast.community)
    with time_machine.travel(DAY, tick=False):
        election = make.election(council, by=clerk)
        with pytest.raises(Refused):
            advance(election, "name_candidates", by=clerk)
        for name in ("周敏", "吴刚", "郑洁"):
            services.add_candidate(election, by=clerk, display_name=name)
        advance(election, "name_candidates", by=clerk)
        with pytest.raises(Refused):
            services.add_candidate(election, by=clerk, display_name="迟到者")
        services.change_election(election, by=clerk, held_on=DAY.date(), entitled=900, voted=611)
        for candidate, votes in zip(election.candidates.all(), (400, 350, 120), strict=True):
            services.note_votes(candidate, by=clerk, votes=votes, elected=votes > 200)
        advance(election, "publish_result", by=clerk)
        assert election.notice_until == dt.date(2027, 6, 28)
        with pytest.raises(Refused):
            advance(election, "conclude", by=clerk)
        assert council.members.in_office().count() == 12
    with time_machine.travel(DAY + dt.timedelta(days=8), tick=False):
        advance(election, "conclude", by=clerk)
        names = set(council.members.in_office().values_list("display_name", flat=True))
        assert names == {"周敏", "吴刚"}
        assert council.terms.first().number == 2
        assert council.terms.get(number=1).until == dt.date(2027, 6, 28)


def test_no_more_are_elected_than_there_are_seats(cast):
    clerk, council = cast.community_clerk, make.council(cast.community)
    election = make.election(council, by=clerk)
    for name in ("周敏", "吴刚", "郑洁"):
        services.add_candidate(election, by=clerk, display_name=name)
    advance(election, "name_candidates", by=clerk)
    services.change_election(election, by=clerk, held_on=dt.date(2026, 6, 20))
    for candidate in election.candidates.all():
        services.note_votes(candidate, by=clerk, votes=10, elected=True)
    with pytest.raises(Refused):
        advance(election, "publish_result", by=clerk)


def test_what_is_not_taken_stays_where_it_was_typed(cast, client):
    clerk, council = cast.community_clerk, make.council(cast.community)
    election = make.election(council, by=clerk)
    client.force_login(clerk)
    page = reverse("councils:edit_election", args=[election.code])
    answer = client.post(page, {"do": "candidate", "display_name": "", "about": "退休教师"})
    assert answer.status_code == 400
    assert "display_name" in answer.context["candidate_form"].errors
    assert "退休教师" in answer.content.decode()
    one = services.add_candidate(election, by=clerk, display_name="周敏")
    advance(election, "name_candidates", by=clerk)
    answer = client.post(page, {"do": "votes", "candidate": one.pk, "votes": "四百"})
    assert answer.status_code == 400
    assert 'value="四百"' in answer.content.decode()
    one.refresh_from_db()
    assert one.votes is None


def test_empty_seats_are_filled_in_the_running_term_and_no_term_begins_twice(cast):
    clerk, council = cast.community_clerk, make.council(cast.community)
    with pytest.raises(Refused) as refused:
        services.begin_election(council, by=clerk, term_number=1, seats=2)
    assert refused.value.field == "term_number"
    election = services.begin_election(
        council, by=clerk, term_number=9, seats=1, is_by_election=True, voted=300
    )
    assert election.term_number == 1
    candidate = services.add_candidate(election, by=clerk, display_name="周敏")
    services.change_election(
        election, by=clerk, committee="许建国", committee_formed_on=DAY.date(), voted=300
    )
    advance(election, "name_candidates", by=clerk)
    services.change_election(election, by=clerk, held_on=dt.date(2026, 6, 20))
    services.note_votes(candidate, by=clerk, votes=301, elected=True)
    with pytest.raises(Refused):
        advance(election, "publish_result", by=clerk)
    services.note_votes(candidate, by=clerk, votes=300, elected=True)
    advance(election, "publish_result", by=clerk)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=30)):
        advance(election, "conclude", by=clerk)
        assert council.members.in_office().count() == 13
    assert council.terms.count() == 1


def test_the_public_page_tells_the_charter_in_force_not_the_next_one(cast, client):
    council = make.council(cast.community)
    later = dt.date.today() + dt.timedelta(days=40)
    adopt_charter(council, by=cast.community_clerk, text="新章程", since=later, quorum=Share(3, 4))
    page = client.get(council.get_absolute_url()).content.decode()
    assert "2/3" in page
    assert "3/4" not in page
