"""The desk: most urgent first, at most seven on top, nothing from outside one's scope."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from core.workflow.engine import advance
from portal.desk import candidates, stats
from portal.desk.queries import MOST_TODAY, PAGE, desk_of
from portal.home.services import ask_for_call, send_feedback
from projects.delivery.settings import ProjectSettings
from tests.factories import wishes
from tests.factories.projects import crew_of, project
from volunteers.wishes.models import MicroWish

DESK = reverse("desk:today")
pytestmark = pytest.mark.usefixtures("working_calendar")


def due(wish, hours):
    at = timezone.now() + dt.timedelta(hours=hours)
    MicroWish.objects.filter(pk=wish.pk).update(due_at=at)
    return wish


def codes(lines):
    return [line.obj.code for line in lines]


def test_what_waits_for_staff_stands_by_deadline(cast):
    later = due(wishes.wish(cast.community), 50)
    late = due(wishes.verifying(cast.community_clerk, cast.community), -30)
    soon = due(wishes.wish(cast.community), 2)
    wishes.published(cast.community_clerk, cast.community)
    desk = desk_of(cast.community_clerk)
    assert codes(desk.today) == [late.code, soon.code, later.code]
    assert [line.arrow.name for line in desk.today] == ["publish", "take_up", "take_up"]
    assert desk.today[0].title == late.title


def test_late_matters_of_others_are_chased_once_they_are_late(cast):
    done = wishes.fulfilled(cast.community_clerk, cast.volunteer)
    assert codes(desk_of(cast.community_clerk).today) == []
    due(done, -1)
    line = desk_of(cast.community_clerk).today[0]
    assert (line.obj.code, line.arrow.name) == (done.code, "confirm")


def test_late_claims_are_not_for_staff_to_do(cast):
    due(wishes.claimed(cast.community_clerk, cast.volunteer), -1)
    assert desk_of(cast.community_clerk).is_empty


@pytest.mark.parametrize("who", ["neighbour_clerk", "resident", "stranger", "auditor"])
def test_others_see_nothing_of_it(client, cast, who):
    made = wishes.wish(cast.community)
    user = getattr(cast, who)
    assert desk_of(user).is_empty
    client.force_login(user)
    page = client.get(DESK)
    assert page.status_code == 200
    assert made.code not in page.content.decode()


def test_role_without_the_step_sees_no_matter_of_it_as_its_own(cast):
    wishes.wish(cast.community)
    assert all(line.arrow is None for line in desk_of(cast.district_admin).today)


def test_volunteer_sees_promises_and_wisher_what_waits_for_her(cast):
    mine = wishes.claimed(cast.community_clerk, cast.volunteer)
    wishes.claimed(cast.community_clerk, cast.housekeeper)
    line = desk_of(cast.volunteer).today[0]
    assert (line.obj.code, line.arrow.name) == (mine.code, "report_contact")
    assert line.title == mine.public_title
    asked = wishes.verifying(cast.community_clerk, cast.community, by=cast.resident)
    wishes.services.send_back(asked, by=cast.community_clerk, note="请补充尺寸。")
    assert codes(desk_of(cast.resident).today) == [asked.code]


def test_pages_cover_every_matter_once_even_with_equal_deadlines(client, cast):
    at = timezone.now() + dt.timedelta(hours=5)
    made = [wishes.wish(cast.community) for _ in range(MOST_TODAY + 2 * PAGE + 3)]
    MicroWish.objects.filter(pk__in=[w.pk for w in made[5:]]).update(due_at=at)
    client.force_login(cast.community_clerk)
    seen, address, pages = [], DESK, 0
    while address:
        page = client.get(address)
        work = page.context["work"]
        assert len(work.today) <= MOST_TODAY
        seen += codes(work.today) + codes(work.rest)
        cursor = page.context["next_cursor"]
        address = f"{DESK}?cursor={cursor}" if cursor else ""
        pages += 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == len(made)
    deadlines = dict(MicroWish.objects.values_list("code", "due_at"))
    assert [deadlines[c] for c in seen] == sorted(deadlines[c] for c in seen)


@pytest.mark.parametrize("cursor", ["x", "\x00", "a:b:c", "9" * 3000])
def test_cursor_that_is_not_ours_leads_to_the_first_page(client, cast, cursor):
    client.force_login(cast.community_clerk)
    assert client.get(DESK, {"cursor": cursor}).status_code in (200, 400)


def test_what_came_to_the_door_is_named_in_words(cast):
    ask_for_call(cast.community, name="何秀兰", phone="13800001111")
    send_feedback(cast.district, kind="suggestion", text="请把字调大一些。")
    desk = desk_of(cast.district_admin)
    assert {line.title for line in (*desk.today, *desk.rest)} == {"有人请我们回电", "建议"}


def test_matter_without_deadline_is_not_forgotten(cast, monkeypatch):
    endless = [replace(s, limit=None) for s in candidates.staff_states(MicroWish)]
    monkeypatch.setattr(candidates, "staff_states", lambda m: endless if m is MicroWish else [])
    made = wishes.wish(cast.community)
    MicroWish.objects.filter(pk=made.pk).update(due_at=None)
    desk = desk_of(cast.community_clerk)
    assert (codes(desk.today), codes(desk.undated)) == ([], [made.code])


def test_price_of_the_desk_is_the_same_for_one_and_thirty(
    client, cast, django_assert_max_num_queries
):
    wishes.wish(cast.community)
    wishes.published(cast.community_clerk, cast.community)
    due(wishes.fulfilled(cast.community_clerk, cast.volunteer), -3)
    client.force_login(cast.community_clerk)
    client.get(DESK)
    with django_assert_max_num_queries(60) as one:
        client.get(DESK)
    price = len(one.captured_queries)
    for _ in range(15):
        due(wishes.wish(cast.community), -1)
        due(wishes.verifying(cast.community_clerk, cast.community), 1)
        wishes.published(cast.community_clerk, cast.community)
    client.get(DESK)  # the figures beside it moved, and are read once more
    with django_assert_max_num_queries(price):
        client.get(DESK)


def test_the_changes_that_wait_cost_the_same_however_many_they_are(
    cast, django_assert_max_num_queries
):
    """Each small project may go its way by the rules of its own place."""
    officer, crew = cast.subdistrict_officer, crew_of(cast)
    ProjectSettings.objects.create(area=cast.subdistrict, fast_track_below=9200)

    def ask(price):
        made = project(cast.community, state="in_progress", crew=crew, budget=9000)
        advance(made, "request_change", by=crew.clerk, new_price=price, note="加一盏灯")
        return made.code

    def agreeable():
        lines = desk_of(officer).undated
        return [line.obj.code for line in lines if line.arrow and line.arrow.name == "agree_change"]

    small = ask(9100)
    agreeable()
    with django_assert_max_num_queries(60) as one:
        agreeable()
    large, another = ask(9300), ask(9150)
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert agreeable() == [small, another]
    ProjectSettings.objects.create(area=cast.community, fast_track_below=9400)
    assert agreeable() == [small, large, another]


def test_figures_kept_for_other_tiles_are_not_shown_under_these(cast, monkeypatch):
    """A new version of the portal may offer other tiles than the one that kept them."""
    before = stats.figures([cast.community])
    first, *others = stats.panels()
    fewer = [replace(first, desk=first.desk[1:]), *others]
    monkeypatch.setattr(stats, "panels", lambda: fewer)
    shown = stats.figures([cast.community])
    assert [one.metric for one in shown] == [one.metric for one in before[1:]]


def test_nothing_personal_stands_on_the_desk(client, cast):
    wishes.wish(cast.community)
    client.force_login(cast.community_clerk)
    text = client.get(DESK).content.decode()
    for word in ("contact_name", "contact_phone", "contact_address"):
        assert wishes.WORDS[word] not in text


def test_visitor_is_asked_to_sign_in(client, cast):
    assert reverse("account_login") in client.get(DESK)["Location"]
