"""Staff pages of projects: the list, the file, forms that keep what was typed."""

import io

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from core.workflow.engine import advance
from core.workflow.errors import WrongState
from tests.factories.funding import money
from tests.factories.projects import offers, project
from tests.promises.scene import picture

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_list_counts_by_stage_and_narrows(cast, who):
    works = project(cast.community, state="in_progress", crew=who, title="换路灯")
    other = project(cast.community, crew=who, title="读书角", kind="goods")
    client = signed_in(cast.subdistrict_officer)
    page = client.get("/projects/manage/?tab=works").content.decode()
    assert works.title in page
    assert other.title not in page
    tabs = client.get("/projects/manage/").context["tabs"]
    assert [t.count for t in tabs] == [None, 1, 0, 0, 0, 1, 0, 2]
    assert other.title in client.get("/projects/manage/?kind=goods").content.decode()


def test_by_deadline_the_nearest_comes_first(cast, who):
    late = project(cast.community, state="procurement", crew=who, title="后到期")
    soon = project(cast.community, state="approved", crew=who, title="先到期")
    rows = signed_in(who.clerk).get("/projects/manage/?tab=due").context["page"].rows
    assert [p.code for p in rows] == [soon.code, late.code]


def test_the_neighbour_sees_nothing_of_it(cast, who):
    made = project(cast.community, crew=who)
    client = signed_in(cast.neighbour_clerk)
    assert client.get(f"/projects/manage/{made.code}/").status_code == 404
    assert made.title not in client.get("/projects/manage/").content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_as_a_file(cast, who, form):
    made = project(cast.community, state="contracted", crew=who, title="=1+1")
    answer = signed_in(who.clerk).get(f"/projects/manage/export.{form}")
    body = b"".join(answer)
    if form == "csv":
        text = body.decode("utf-8-sig")
        assert f"{made.code},'=1+1" in text
        assert "45000.00" in text
        return
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert [c.value for c in sheet[2]][:2] == [made.code, "'=1+1"]


def test_a_mistake_in_a_step_stands_beside_its_field_and_nothing_is_lost(cast, who):
    made = project(cast.community, state="procurement", crew=who)
    chosen = offers(made, who)[0]
    typed = {
        "vendor": chosen.pk,
        "contract_amount": "99999",
        "number": "HT-2026-8",
        "starts": "2026-12-01",
        "ends": "2026-12-31",
        "no_interest": "on",
    }
    client = signed_in(who.clerk)
    answer = client.post(f"/projects/manage/{made.code}/step/sign_contract/", typed)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["contract_amount"]
    assert "HT-2026-8" in answer.content.decode()
    typed["contract_amount"] = "45000"
    answer = client.post(f"/projects/manage/{made.code}/step/sign_contract/", typed)
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    made.refresh_from_db()
    assert made.status == "contracted"


def test_form_and_guards_tell_their_faults_at_once_and_a_notice_is_put_up_once(cast, who):
    made = project(cast.community, crew=who, beneficiaries="", supervision_phone="")
    book = money(cast.community, 60_000)
    advance(made, "approve_first", by=who.leader, book=book.code, note="台风刮断了树")
    client, step = signed_in(who.clerk), made.get_step_url("publish_late_notice")
    assert step in client.get(made.get_staff_url()).content.decode()
    typed = {"days": "99", "beneficiaries": "", "objections_to": "", "fund": "社区资金"}
    answer = client.post(step, typed)
    faulty = ["days", "beneficiaries", "objections_to"]
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, faulty)
    assert "社区资金" in answer.content.decode()
    api = f"/api/v1/projects/{made.code}/publish_late_notice/"
    told = client.post(api, typed, content_type="application/json").json()
    assert list(told["error"]["fields"]) == faulty
    typed |= {"days": "", "beneficiaries": "全体居民", "objections_to": "8888 0000"}
    assert client.post(step, typed).status_code == 302
    assert step not in client.get(made.get_staff_url()).content.decode()


def test_closing_tells_at_once_all_that_is_missing(who, cast):
    made = project(cast.community, state="evaluating", crew=who, responsible="")
    typed = {"upkeep_months": "99", "supervision_phone": "8888 0000"}
    answer = signed_in(who.clerk).post(made.get_step_url("close"), typed)
    assert answer.status_code == 400
    faults = answer.context["form"].errors
    assert list(faults) == ["upkeep_months", "__all__", "responsible"]
    assert len(faults["__all__"]) == 2  # what is not paid yet, and ratings that are wanted
    page = answer.content.decode()  # the summary goes by the order of the fields
    assert page.index('href="#id_responsible"') < page.index('href="#id_upkeep_months"')


def test_the_file_says_which_earlier_act_bars(cast, who):
    made = project(cast.community, state="settlement", crew=who)
    advance(made, "settle", by=who.finance, final=made.contract.amount)
    page = signed_in(who.finance).get(f"/projects/manage/{made.code}/")
    assert [a.name for a, _why in page.context["barred"]] == []
    assert "pay" in [a.name for a in page.context["arrows"]]


def test_progress_with_a_picture_of_the_thing(cast, who):
    made = project(cast.community, state="in_progress", crew=who)
    client, url = signed_in(who.clerk), f"/projects/manage/{made.code}/progress/"
    typed = {"text": "拆完了", "on": "2020-01-01", "stage": "during", "pictures": picture()}
    answer = client.post(url, typed)
    assert list(answer.context["form"].errors) == ["shows_no_people"]
    answer = client.post(url, {**typed, "pictures": picture(), "shows_no_people": "on"})
    assert answer.status_code == 302
    page = client.get(f"/projects/manage/{made.code}/").content.decode()
    assert "拆完了" in page
    assert "<img" in page


def test_staff_read_who_objected_with_name_and_phone_masked(cast, who):
    made = project(cast.community, state="public_notice", crew=who)
    said = {"text": "挡光", "contact_name": "张桂芳", "contact_phone": "13900001234"}
    Client().post(f"/projects/{made.code}/object/", said)
    page = signed_in(who.clerk).get(made.get_staff_url()).content.decode()
    assert "张*" in page
    assert "139****1234" in page
    assert "张桂芳" not in page
    (objected, *_way) = signed_in(who.clerk).get(made.get_staff_url()).context["steps"]
    assert objected["detail"] == "一位居民"
    other = signed_in(who.leader).get(made.get_staff_url()).content.decode()
    assert "139****1234" not in other


def test_anybody_may_object_five_times_an_hour(cast, who, settings):
    made = project(cast.community, state="public_notice", crew=who)
    settings.RATE_LIMITS = True
    client, url = Client(REMOTE_ADDR="198.51.100.7"), f"/projects/{made.code}/object/"
    for _ in range(5):
        assert client.post(url, {"text": "挡光", "contact_phone": "13900001234"}).status_code == 302
    assert client.post(url, {"text": "挡光"}).status_code == 429
    assert made.public_notices.get().objections.count() == 5
    answer = Client().post(url, {"text": "挡光", "contact_phone": "12"})
    assert "contact_phone" in answer.context["form"].errors


def test_what_was_voted_on_is_not_edited_any_more(cast, who):
    made = project(cast.community, state="notice_passed", crew=who)
    client, url = signed_in(who.clerk), f"/projects/manage/{made.code}/edit/"
    assert "budget" not in client.get(url).context["form"].fields
    assert client.post(url, {"budget": "9", "place": "二号楼"}).status_code == 302
    made.refresh_from_db()
    assert (made.budget, made.place) == (50_000, "二号楼")


def test_the_desk_shows_whose_turn_it_is(cast, who):
    made = project(cast.community, state="street_review", crew=who)
    assert made.title in signed_in(who.leader).get("/desk/").content.decode()
    assert made.title not in signed_in(who.clerk).get("/desk/").content.decode()


def test_whoever_comes_too_late_for_a_step_is_told_and_stays_at_the_file(cast, who):
    made = project(cast.community, state="approved", crew=who)
    page = signed_in(who.officer).get(f"/projects/manage/{made.code}/step/accept/", follow=True)
    assert page.redirect_chain == [(made.get_staff_url(), 302)]
    assert WrongState().message in page.content.decode()


def test_a_milestone_has_a_day_after_the_approval(cast, who):
    made = project(cast.community, state="in_progress", crew=who)
    client = signed_in(who.clerk)
    url = f"/projects/manage/{made.code}/milestones/new/"
    answer = client.post(url, {"title": "装好", "due_on": "2020-01-01"})
    assert answer.status_code == 400
    assert "due_on" in answer.context["form"].errors
    client.post(url, {"title": "装好", "due_on": f"{timezone.localdate()}"})
    one = made.milestones.get()
    reached = f"/projects/manage/{made.code}/milestones/{one.pk}/"
    answer = client.post(reached, {"reached_on": "2020-01-01"})
    assert "reached_on" in answer.context["form"].errors
    one.refresh_from_db()
    assert one.reached_on is None
