"""What everybody sees of projects: the list, the map, and the story of each."""

import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.privacy.models import ConsentRecord
from core.workflow.engine import advance
from projects.delivery.following import Follow
from projects.delivery.public_notices import Objection, PublicNotice
from projects.delivery.services.objecting import answer_objection, object_to
from projects.delivery.states import STATES
from projects.disclosure.queries import support_of
from projects.disclosure.stages import ALL, OF_STATE, WAY
from projects.disclosure.story import days_left, way_of
from projects.funding import services as funding
from projects.proposals.models import Proposal
from projects.proposals.supporters import Supporter
from tests.factories import proposals as make
from tests.factories.projects import crew_of, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(cast):
    return crew_of(cast)


def page(url: str, client: Client | None = None, **headers: str) -> str:
    answer = (client or Client()).get(url, headers=headers)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_every_state_belongs_to_one_stage():
    states = [state for stage in ALL for state in stage.states]
    assert sorted(states) == sorted(state.name for state in STATES)
    assert [stage.number for stage in WAY] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("status", "approved", "marks"),
    [
        ("shortlisted", False, "now next next next next"),
        ("in_progress", True, "done done now next next"),
        ("closed", True, "done done done done done"),
        ("withdrawn", False, "next next next next next"),
        ("terminated", True, "done done next next next"),
    ],
)
def test_the_way_shows_what_is_behind_and_ahead(cast, who, status, approved, marks):
    made = project(cast.community, crew=who)
    made.status, made.approved_at = status, made.created_at if approved else None
    assert [mark.state for mark in way_of(made)] == marks.split()


def test_an_emergency_still_owes_its_vote_and_notice(cast, who):
    made = project(cast.community, crew=who)
    made.status, made.approved_at, made.is_emergency = "in_progress", made.created_at, True
    assert [mark.state for mark in way_of(made)] == ["next", "next", "now", "next", "next"]
    made.voted_at = made.created_at
    assert [mark.state for mark in way_of(made)] == ["done", "next", "now", "next", "next"]


def test_on_a_day_off_only_the_working_days_to_come_are_left():
    notice = PublicNotice(ends=dt.date(2026, 11, 27))
    for day, left in ((22, 5), (23, 5), (27, 1), (28, 0)):
        with time_machine.travel(dt.datetime(2026, 11, day, 4, tzinfo=dt.UTC)):
            assert days_left(notice) == left


def test_the_list_narrows_by_every_question(cast, who):
    lamp = project(cast.community, crew=who, title="路灯更换", category="green", kind="works")
    course = project(cast.neighbour_community, title="手机课堂", category="care", kind="services")
    place, year = cast.community.code, lamp.created_at.year
    for query, shown, hidden in (
        ("kind=services&area=", course, lamp),
        ("category=green", lamp, course),
        (f"area={place}", lamp, course),
        ("q=路灯", lamp, course),
        (f"q={course.code}", course, lamp),
    ):
        text = page(f"/projects/?{query}")
        assert (shown.title in text, hidden.title in text) == (True, False), query
    assert lamp.title not in page("/projects/?stage=work")
    assert lamp.title in page("/projects/?stage=decide")
    assert lamp.title in page(f"/projects/?year={year}")
    assert lamp.title not in page(f"/projects/?year={year - 1}")


def test_nobody_stands_before_an_empty_page(cast):
    text = page("/projects/?q=没有这样的项目")
    assert 'class="empty"' in text
    assert "/projects/?area=" in text


def test_one_begins_in_ones_own_community_and_can_look_everywhere(cast, who):
    own = project(cast.community, crew=who, title="家门口的灯")
    far = project(cast.neighbour_community, title="隔壁的灯")
    client = Client()
    client.cookies["community"] = cast.community.code
    assert far.title not in page("/projects/", client)
    everywhere = page("/projects/?area=", client)
    assert own.title in everywhere
    assert far.title in everywhere


def test_the_map_has_the_projects_with_a_place(cast, who):
    project(cast.community, crew=who, title="有地点的", longitude=113.4, latitude=22.5)
    project(cast.community, crew=who, title="没有地点的")
    text = page("/projects/map/")
    assert "有地点的" in text
    assert "没有地点的" not in text


def test_the_story_tells_vote_money_vendor_and_whom_to_call(cast, who):
    made = project(cast.community, state="contracted", crew=who, supervision_phone="0760-8888 0012")
    gift = funding.pledge(made, Decimal("6000"), by=who.finance, donor="云澜建材公司")
    funding.receive(gift, Decimal("2500"), by=who.finance)
    text = page(made.get_absolute_url())
    motion = made.motions.get()
    assert re.findall(r'<b class="num">(\d+)</b>', text)[:3] == [
        str(motion.in_favour),
        str(motion.against),
        str(motion.abstained),
    ]
    for said in (
        "45,000.00",  # the contract
        "云澜建材公司",
        "6,000.00",
        "2,500.00",
        made.contract.vendor.name,
        "0760-8888 0012",
    ):
        assert said in text, said


def test_objections_stand_in_neutral_words_only(cast, who):
    made = project(cast.community, state="public_notice", crew=who)
    object_to(made, by=None, text="挡住我家窗户", contact_name="张三", contact_phone="13800001111")
    url = made.get_absolute_url()
    text = page(url)
    assert reverse("delivery:object", args=[made.code]) in text
    assert not any(word in text for word in ("挡住我家窗户", "张三", "13800001111"))
    row = Objection.objects.get()
    answer_objection(row, by=who.clerk, gist="担心采光。", answer="棚顶改用透明板。")
    text = page(url)
    assert "担心采光。" in text
    assert "棚顶改用透明板。" in text
    assert "挡住我家窗户" not in text


def test_the_reason_of_an_end_stands_there(cast, who):
    made = project(cast.community, crew=who)
    advance(made, "withdraw", by=who.clerk, note="已由水务部门实施")
    assert "已由水务部门实施" in page(made.get_absolute_url())


def test_paper_support_is_told_apart_and_nobody_is_counted_twice(cast, who):
    made = project(cast.community, crew=who)
    first, second = make.shortlisted(who.clerk, cast.community), make.proposal(cast.community)
    Supporter.objects.all().delete()
    Proposal.objects.filter(pk=first.pk).update(project=made)
    Supporter.objects.create(proposal=first, counted_in=first, user=cast.resident)
    Supporter.objects.create(
        proposal=second,
        counted_in=first,
        known_as="何阿婆 3 栋",
        by_staff=True,
        entered_by=who.clerk,
    )
    Supporter.objects.create(proposal=second, counted_in=None, user=cast.stranger)
    assert support_of([made.pk]) == {made.pk: (2, 1)}


def test_an_account_follows_and_stops_with_one_tap(cast, who):
    made = project(cast.community, crew=who)
    client = Client()
    client.force_login(cast.stranger)
    url = reverse("disclosure:follow", args=[made.code])
    assert client.post(url).status_code == 302
    assert Follow.objects.filter(project=made, user=cast.stranger).exists()
    client.post(url, {"end": "1"})
    assert not Follow.objects.filter(project=made, user=cast.stranger).exists()


def texted(client):
    """The code that was texted in this session."""
    (sent,) = [kept for key, kept in client.session.items() if key.startswith("code-follow")]
    return sent["code"]


def test_a_phone_follows_once_the_code_texted_to_it_is_typed_and_nobody_learns_of_it(cast, who):
    made = project(cast.community, crew=who)
    url, client = reverse("disclosure:follow", args=[made.code]), Client()
    assert "139****0000" in page(client.post(url, {"phone": "139 1234 0000"}).url, client)
    wrong = f"{(int(texted(client)) + 1) % 10**6:06}"
    assert client.post(url, {"code": wrong}).status_code == 400
    assert not made.follows.exists()
    shown = client.post(url, {"code": texted(client)}, follow=True)
    assert made.follows.get(user=None).phone == "13912340000"
    assert "13912340000" not in shown.content.decode()
    assert ConsentRecord.objects.latest("pk").object_id == str(made.follows.get().pk)
    assert client.post(url, {"code": wrong}).status_code == 400
    for number in ("12", "0760-88880000"):  # no text reaches a landline
        assert client.post(url, {"phone": number}).status_code == 400
    client.post(url, {"phone": "13912340000", "end": "1"})
    assert not made.follows.exists()


def test_a_code_for_one_project_follows_no_other_and_ends_with_another_number(cast, who):
    one, other = project(cast.community, crew=who), project(cast.community, crew=who)
    url, client = reverse("disclosure:follow", args=[one.code]), Client()
    client.post(url, {"phone": "13912340000"})
    code = texted(client)
    elsewhere = reverse("disclosure:follow", args=[other.code])
    assert client.post(elsewhere, {"code": code}).status_code == 400
    assert "请稍等" in client.post(url, {"again": "1"}, follow=True).content.decode()
    assert 'name="phone"' in client.post(url, {"other": "1"}, follow=True).content.decode()
    assert client.post(url, {"code": code}).status_code == 400
    assert not Follow.objects.exists()


def test_a_number_that_is_none_answers_404(cast):
    for path in ("", "follow/", "poster/"):
        assert Client().get(f"/projects/WS-NONE/{path}").status_code == 404


def test_stages_on_cards_are_those_of_the_states(cast, who):
    made = project(cast.community, crew=who)
    assert str(OF_STATE[made.status].label) in page("/projects/")


def test_a_page_kept_for_visitors_is_right_at_once(cast, who):
    made = project(cast.community, crew=who)
    url = made.get_absolute_url()
    first = page(url)
    assert page(url) == first
    funding.pledge(made, Decimal("6000"), by=who.finance, donor="云澜建材公司")
    assert "云澜建材公司" in page(url)
    advance(made, "withdraw", by=who.clerk, note="已由水务部门实施")
    assert "已由水务部门实施" in page(url)


def test_what_is_kept_for_visitors_never_reaches_somebody_signed_in(cast, who):
    made = project(cast.community, crew=who)
    page(made.get_absolute_url())
    client = Client()
    client.force_login(who.clerk)
    file = reverse("delivery:file", args=[made.code])
    assert file in page(made.get_absolute_url(), client)
    assert file not in page(made.get_absolute_url())


def test_how_it_works_leads_to_the_form_and_to_what_is_asked():
    shown = page(reverse("disclosure:about"))
    assert f'href="{reverse("proposals:new")}"' in shown
    assert f'href="{reverse("calls:list")}"' in shown
