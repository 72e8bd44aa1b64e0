"""What the pages of a vote say to voters and to those who run it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from projects.councils.ballots import casting, paper, roll
from tests.factories import councils as make
from tests.factories.accounts import mobile

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(cast):
    return cast.community_clerk


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(url: str, client: Client | None = None) -> str:
    return (client or Client()).get(url).content.decode()


def test_the_first_place_counts_no_more_and_both_pages_say_so(cast, clerk):
    ballot = make.opened(cast.community, by=clerk, kind="ranked", rule="greedy")
    codes = [item.project.code for item in casting.items_of(ballot)]
    casting.cast(ballot, by=cast.resident, choices=codes[:2])
    assert "排第一也只算一票" in shown(ballot.get_absolute_url())
    make.published(ballot, by=clerk)
    assert "同样各算一票" in shown(ballot.get_absolute_url())


def test_what_is_too_much_is_told_with_the_prices_of_the_list(cast, clerk):
    ballot = make.opened(cast.community, by=clerk, kind="knapsack")
    codes = [item.project.code for item in casting.items_of(ballot)]
    answer = signed_in(cast.resident).post(ballot.get_absolute_url(), {"choices": codes})
    assert answer.status_code == 400
    assert "所选项目共需 90,000 元，预算为 70,000 元" in answer.content.decode()


def test_elders_see_until_when_and_what_it_decides(cast, clerk):
    ballot = make.opened(cast.community, by=clerk, is_binding=True)
    client = Client()
    client.cookies["elder"] = "1"
    page = shown(ballot.get_absolute_url(), client)
    assert "截至" in page
    assert "与议事会表决同等有效" in page


def test_elders_are_asked_for_the_choice_then_the_code_then_whether_it_is_right(cast, clerk):
    ballot = make.opened(cast.community, by=clerk)
    code = roll.hand_out_code(ballot, by=clerk, phone=cast.resident.phone)
    url, client = ballot.get_absolute_url(), Client()
    client.cookies["elder"] = "1"
    assert 'name="code"' not in shown(url, client)
    nothing = client.post(url)
    assert nothing.status_code == 400
    assert 'name="code"' not in nothing.content.decode()
    sent = {"choices": [casting.items_of(ballot)[1].project.code]}
    second = client.post(url, sent)
    assert (second.status_code, second.context["asked"]) == (200, "code")
    assert not second.context["form"].errors
    for wrong in ("", "ABCD"):
        refused = client.post(url, {**sent, "code": wrong, "sure": "1"})
        assert (refused.status_code, refused.context["asked"]) == (400, "code")
    sent["code"] = code
    assert client.post(url, sent).context["asked"] == "sure"
    assert not ballot.sheets.exists()
    assert client.post(url, {**sent, "sure": "1"}).status_code == 302
    assert ballot.sheets.get().choices == [2]


def test_at_the_table_the_clerk_is_told_of_the_person_before_her(cast, clerk):
    ballot = make.opened(cast.community, by=clerk)
    roll.hand_out_paper(ballot, by=clerk, phone=cast.resident.phone)
    said = {"name": "何", "phone": cast.resident.phone, "what": "paper"}
    answer = signed_in(clerk).post(reverse("councils:table", args=[ballot.code]), said)
    assert answer.status_code == 409
    assert "这位居民已经投过票" in answer.content.decode()


def test_whoever_read_a_pile_first_is_not_asked_to_read_it_again(cast, clerk):
    ballot = make.opened(cast.community, by=clerk)
    pile = paper.enter_pile(ballot, [[1], [2]], by=clerk)
    url = reverse("councils:pile", args=[ballot.code, pile.number])
    assert 'name="papers"' not in shown(url, signed_in(clerk))
    listed = reverse("councils:piles", args=[ballot.code])
    assert "第二次录入" not in shown(listed, signed_in(clerk))
    assert "第二次录入" in shown(listed, signed_in(cast.secretary))
    assert 'name="papers"' in shown(url, signed_in(cast.secretary))
    paper.enter_again(pile, [[1], [1]], by=cast.secretary)
    assert 'name="papers"' in shown(url, signed_in(clerk))  # to put her own reading right
    assert "这几张两次录入不一致" in shown(url, signed_in(clerk))
    answer = signed_in(clerk).post(url, {"papers": "1\n1"})  # nobody was handed a paper
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "共发出 0 张" in page
    assert "这几张两次录入不一致" not in page


def test_the_list_of_piles_names_who_discarded_one_and_why(cast, clerk):
    ballot = make.opened(cast.community, by=clerk)
    roll.hand_out_paper(ballot, by=clerk, phone=mobile())
    pile = paper.enter_pile(ballot, [[1]], by=clerk)
    paper.discard_pile(pile, by=cast.secretary, why="重复录入")
    page = shown(reverse("councils:piles", args=[ballot.code]), signed_in(clerk))
    assert f"{cast.secretary.name} 作废：重复录入" in page


def test_all_faults_of_a_file_are_listed(cast, clerk):
    text = "META\nkey;value\nbudget;1\nPROJECTS\nproject_id;cost\na;x\nVOTES\nvoter_id;vote\n1;b\n"
    form = {"file": SimpleUploadedFile("a.pb", text.encode()), "rule": "greedy"}
    answer = signed_in(clerk).post(reverse("councils:count_file"), form)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "第 6 行" in page
    assert "第 9 行" in page
