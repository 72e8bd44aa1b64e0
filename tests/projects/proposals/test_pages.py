"""The pages of proposals and calls, without JavaScript and without an account."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from projects.proposals.models import Proposal
from projects.proposals.supporters import Supporter
from tests.factories import proposals as make
from tests.promises.scene import picture

pytestmark = pytest.mark.django_db
FORM = {
    "text": "后巷晚上太黑，孩子放学害怕。",
    "contact_name": "何秀兰",
    "contact_phone": "13800001234",
    "consent": "on",
}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_visitor_proposes_follows_and_takes_it_back(cast):
    client = Client()
    answer = client.post(
        "/proposals/new/", {**FORM, "community": cast.community.code, "photo": picture()}
    )
    assert answer.status_code == 302
    made = Proposal.objects.get()
    page = client.get("/proposals/made/").content.decode()
    assert made.tracking_code_readable in page
    assert client.get(f"/proposals/{made.code}/").status_code == 404
    other = Client()
    wrong = other.post("/proposals/track/", {"code": made.tracking_code, "last4": "0000"})
    assert wrong.status_code == 400
    right = {"code": made.tracking_code_readable.lower(), "last4": "1234"}
    assert other.post("/proposals/track/", right).status_code == 302
    assert made.title in other.get("/proposals/tracked/").content.decode()
    assert other.get(f"/proposals/{made.code}/slip/").status_code == 200
    other.post("/proposals/tracked/withdraw/")
    made.refresh_from_db()
    assert made.status == "withdrawn"


def test_whoever_comes_from_a_call_answers_it_where_it_asks(cast):
    call = make.call(cast.community_clerk, cast.community)
    page = Client().get(f"/proposals/new/?call={call.code}").content.decode()
    assert call.title in page
    assert f'<option value="{cast.community.code}" selected>' in page
    assert Client().get("/proposals/new/?call=%00").status_code == 200


def test_one_that_is_nearly_the_same_is_shown_once_and_then_let_through(cast):
    make.in_public(cast.community_clerk, cast.community)
    form = {**FORM, "community": cast.community.code, "text": "3号门口台阶破损，雨天湿滑"}
    client = Client()
    stopped = client.post("/proposals/new/", form)
    assert stopped.status_code == 200
    page = stopped.content.decode()
    assert make.PUBLIC["public_title"] in page
    assert 'name="seen" value="1"' in page
    assert client.post("/proposals/new/", {**form, "seen": "1"}).status_code == 302


def test_while_typing_similar_ones_appear(cast):
    make.in_public(cast.community_clerk, cast.community)
    asked = {"community": cast.community.code, "text": "门口的台阶破损了没人修"}
    page = Client().post("/proposals/new/similar/", asked).content.decode()
    assert make.PUBLIC["public_title"] in page
    assert make.PUBLIC["public_title"] not in (
        Client().post("/proposals/new/similar/", {**asked, "text": "办个书法班"}).content.decode()
    )


def test_one_question_a_page(cast):
    client = Client()
    client.cookies["elder"] = "1"
    assert client.get("/proposals/new/").url.endswith("/proposals/new/1/")
    steps = [
        {"text": FORM["text"]},
        {"community": cast.community.code},
        {"place": ""},
        {"contact_name": FORM["contact_name"]},
        {"contact_phone": FORM["contact_phone"]},
        {"consent": "on"},
    ]
    address = "/proposals/new/1/"
    for answer in steps:
        assert client.get(address).status_code == 200
        address = client.post(address, answer).url
    assert address == "/proposals/made/"
    assert Proposal.objects.get().contact_name == "何秀兰"


def test_elders_change_one_answer_without_walking_through_all(cast):
    made = make.proposal(cast.community, by=cast.resident)
    client = signed_in(cast.resident)
    client.cookies["elder"] = "1"
    edit = f"/proposals/{made.code}/edit/"
    page = client.get(edit)
    assert page.context["fields"] == []
    number = next(one.href for one in page.context["answers"] if one.text == "3号门口")
    assert [field.name for field in client.get(number).context["fields"]] == ["place"]
    assert client.post(number, {"place": "4号门口"})["Location"].startswith(edit)
    made.refresh_from_db()
    assert made.place == "3号门口"  # nothing is kept before the last page
    assert client.post(edit)["Location"] == made.get_absolute_url()
    said = made.text, made.contact_name, made.rough_cost
    made.refresh_from_db()
    assert made.place == "4号门口"
    assert (made.text, made.contact_name, made.rough_cost) == said


def test_supporting_and_taking_it_back(cast):
    made = make.in_public(cast.community_clerk, cast.community)
    client = signed_in(cast.resident)
    client.post(f"/proposals/{made.code}/support/")
    client.post(f"/proposals/{made.code}/support/")
    assert Supporter.objects.filter(user=cast.resident).count() == 1
    assert "您已支持" in client.get(f"/proposals/{made.code}/").content.decode()
    client.post(f"/proposals/{made.code}/support/", {"support": "0"})
    assert not Supporter.objects.filter(user=cast.resident).exists()


def test_the_screening_is_kept_and_then_shortlisted(cast):
    made = make.screening(cast.community_clerk, cast.community)
    client = signed_in(cast.community_clerk)
    form = {**make.SCREENED, "visit_note": "第二级断裂", "visited_on": "2026-11-20"}
    answer = client.post(f"/proposals/{made.code}/screen/", {**form, "then": "shortlist"})
    assert answer.url == f"/proposals/{made.code}/shortlist/"
    made.refresh_from_db()
    assert made.screening.is_cleared
    assert made.public_since
    assert client.post(answer.url, {}).status_code == 302  # all is known already
    made.refresh_from_db()
    assert made.project.budget == 86000
    assert made.screening.visit_note == "第二级断裂"


def test_the_empty_list_filled_in_is_taken_in_once(cast):
    client = signed_in(cast.community_clerk)
    blank = client.get("/proposals/import/list.xlsx").content
    book = load_workbook(io.BytesIO(blank))
    assert book.worksheets[0]["A1"].value.endswith("*")

    def check():
        upload = io.BytesIO()
        book.save(upload)
        upload.seek(0)
        upload.name = "list.xlsx"
        place = cast.community.code
        return client.post("/proposals/import/", {"file": upload, "community": place})

    untouched = check()
    assert untouched.status_code == 400
    assert [(e.row, e.column) for e in untouched.context["errors"]] == [(2, "需求内容")]
    book.worksheets[0]["A2"] = "3 号门的台阶破了"
    checked = check()
    assert Proposal.objects.count() == 0
    token = checked.context["token"]
    for _press in range(2):
        done = client.post("/proposals/import/take-in/", {"list": token})
        assert done.status_code == 302
    assert Proposal.objects.count() == 1
    assert Proposal.objects.get().code in client.get(done.url).content.decode()


def test_faults_of_a_list_are_named_and_nothing_is_taken_in(cast):
    rows = "需求,姓名,电话,预计金额\n修台阶和扶手,何秀兰,138,八千\n=1+1,李国强,13800001111,5\n"
    upload = io.BytesIO(rows.encode())
    upload.name = "list.csv"
    client = signed_in(cast.community_clerk)
    answer = client.post("/proposals/import/", {"file": upload, "community": cast.community.code})
    assert answer.status_code == 400
    assert {(e.row, e.column) for e in answer.context["errors"]} == {
        (2, "电话"),
        (2, "预计金额（元）"),
        (3, "需求内容"),
        (3, "标题"),
    }
    assert Proposal.objects.count() == 0


def test_mine_are_on_my_page(cast):
    made = make.proposal(cast.community, by=cast.resident)
    assert made.title in signed_in(cast.resident).get("/me/").content.decode()
