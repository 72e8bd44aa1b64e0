"""The staff's list of wishes: whose it is, what narrows it, what leaves it as a file."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.lists import export
from tests.factories import wishes as make
from volunteers.wishes.exporting import WISHES

LIST = reverse("wishes:manage")


def titles(answer):
    return [wish.title for wish in answer.context["page"].rows]


def exported(client, form="csv", query=""):
    return client.get(reverse("wishes:export", args=[form]) + query)


def cells(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("name", ["resident", "volunteer", "housekeeper", "finance_officer"])
@pytest.mark.parametrize("page", [LIST, reverse("wishes:export", args=["csv"])])
def test_nobody_else_finds_it(client, cast, name, page):
    client.force_login(getattr(cast, name))
    assert client.get(page).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, db):
    answer = client.get(LIST)
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("community_clerk", 1),
        ("neighbour_clerk", 0),
        ("subdistrict_officer", 1),
        ("district_admin", 1),
        ("auditor", 1),
    ],
)
def test_only_wishes_of_ones_areas(client, cast, name, seen):
    make.wish(cast.community)
    client.force_login(getattr(cast, name))
    answer = client.get(LIST)
    assert answer.status_code == 200
    assert len(titles(answer)) == seen
    assert len(cells(exported(client))) == 1 + seen


def test_tabs_count_what_they_show(client, cast):
    clerk = cast.community_clerk
    make.wish(cast.community)
    make.verifying(clerk, cast.community)
    make.published(clerk, cast.community, is_private=True)
    client.force_login(clerk)
    answer = client.get(LIST)
    for tab in answer.context["tabs"]:
        assert tab.count == len(titles(client.get(tab.href))), tab.label
    assert [tab.count for tab in answer.context["tabs"]] == [2, 1, 0, 0, 3]
    assert next(iter(client.get(f"{LIST}?tab=look").context["tabs"])).current


def test_filters_narrow_and_stay_in_the_address(client, cast):
    make.wish(cast.community)
    make.wish(cast.community, title="换一支灯管", kind="service")
    client.force_login(cast.community_clerk)
    assert titles(client.get(f"{LIST}?kind=service")) == ["换一支灯管"]
    assert titles(client.get(f"{LIST}?q=灯管")) == ["换一支灯管"]
    assert titles(client.get(f"{LIST}?status=published")) == []
    answer = client.get(f"{LIST}?kind=service&q=灯管")
    assert "kind=service&amp;q=%E7%81%AF" in answer.content.decode()
    assert [tab.count for tab in answer.context["tabs"]] == [None] * 5


@pytest.mark.parametrize("query", ["?status=nonsense&kind=x", "?cursor=abc", "?area=1", "?tab=x"])
def test_questions_nobody_understands_ask_nothing(client, cast, query):
    make.wish(cast.community)
    client.force_login(cast.community_clerk)
    assert len(titles(client.get(LIST + query))) == 1


def test_same_queries_for_one_and_thirty(client, cast, django_assert_num_queries):
    client.force_login(cast.community_clerk)
    make.wish(cast.community)
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST)
    for _ in range(30):
        make.wish(cast.community)
    with django_assert_num_queries(7):
        answer = client.get(LIST)
    assert len(titles(answer)) == 30
    rest = client.get(f"{LIST}?cursor={answer.context['page'].next_cursor}")
    assert len(titles(rest)) == 1


def test_the_file_is_masked_and_computes_nothing(client, cast):
    make.wish(cast.community, title="-2+3+cmd|' /C calc'!A0")
    client.force_login(cast.community_clerk)
    answer = exported(client)
    assert "attachment" in answer["Content-Disposition"]
    head, row = cells(answer)
    assert row[1].startswith("'-2+3")
    assert row[head.index(str(WISHES.cells[9].title))] == "陈*"
    assert "13800005678" not in " ".join(row)
    assert "陈桂芳" not in " ".join(row)


def test_the_workbook_holds_texts_not_formulas(client, cast):
    make.wish(cast.community, title="-2+3+cmd")
    client.force_login(cast.community_clerk)
    answer = exported(client, "xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet.max_row == 2
    assert sheet["B2"].data_type == "s"
    assert sheet["F2"].value == 150


def test_the_file_follows_the_filters(client, cast):
    make.wish(cast.community)
    client.force_login(cast.community_clerk)
    assert len(cells(exported(client, query="?kind=service"))) == 1


def test_a_list_too_long_is_refused_with_a_word(client, cast, monkeypatch):
    monkeypatch.setattr(export, "MOST", 1)
    make.wish(cast.community)
    client.force_login(cast.community_clerk)
    assert exported(client).status_code == 200
    make.wish(cast.community)
    answer = exported(client, query="?kind=goods")
    assert answer.status_code == 302
    assert answer["Location"] == f"{LIST}?kind=goods"


def test_an_unknown_form_of_file_is_not_found(client, cast):
    client.force_login(cast.community_clerk)
    assert exported(client, "pdf").status_code == 404
