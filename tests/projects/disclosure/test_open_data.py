"""Open data: what is in the files is what the ledger and the pages say, and nothing personal."""

import csv
import io
import json
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.test import Client

from projects.delivery.services.objecting import object_to
from projects.disclosure.columns import COLUMNS
from projects.disclosure.ideas_data import CALLS, PROPOSALS
from projects.disclosure.open_data import harmless
from projects.disclosure.poster import LONGEST, as_page
from projects.funding.queries import of_project
from projects.proposals.services import make_call
from tests.factories import proposals as make
from tests.factories.projects import crew_of, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(cast):
    return crew_of(cast)


def body(url: str) -> bytes:
    answer = Client().get(url)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows_of(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def test_csv_and_json_hold_the_same_and_agree_with_the_ledger(cast, who):
    made = project(cast.community, state="contracted", crew=who)
    (row,) = rows_of(body("/open-data/projects.csv"))
    (same,) = json.loads(body("/open-data/projects.json"))["projects"]
    assert list(row) == [column.name for column in COLUMNS]
    assert {name: str(value) for name, value in same.items()} == row
    money = of_project(made)
    assert Decimal(row["committed"]) == money.bound == Decimal(row["contracted"]) == 45_000
    assert row["vendor"] == made.contract.vendor.name
    assert row["url"].endswith(made.get_absolute_url())


def test_the_filters_of_the_list_narrow_the_file(cast, who):
    project(cast.community, crew=who, title="甲")
    project(cast.neighbour_community, title="乙")
    rows = rows_of(body(f"/open-data/projects.csv?area={cast.community.code}"))
    assert [row["title"] for row in rows] == ["甲"]


def test_calls_and_proposals_in_their_public_words(cast):
    clerk, community = cast.community_clerk, cast.community
    call = make.call(clerk, community, title="为老微实事", kinds=["works"], budget=80_000)
    make.call(cast.district_admin, cast.district, title="全区的")
    draft = make_call(by=clerk, area=community, title="还没发布", text="草稿")
    shown = make.in_public(clerk, community, by=cast.resident, call=call)
    chosen = make.shortlisted(clerk, community, call=call)
    hidden = make.proposal(community, by=cast.resident, call=call)

    (row,) = rows_of(body(f"/open-data/calls.csv?area={community.code}"))
    assert (row["code"], row["phase"], row["kinds"]) == (call.code, "open", "works")
    assert (row["budget"], row["proposals"], row["projects"]) == ("80000.00", "2", "1")
    assert row["url"].endswith(call.get_absolute_url())
    assert draft.code not in body("/open-data/calls.json").decode()

    rows = {one["code"]: one for one in rows_of(body("/open-data/proposals.csv"))}
    assert set(rows) == {shown.code, chosen.code}
    assert rows[shown.code]["title"] == shown.public_title
    assert rows[shown.code]["text"] == shown.public_text
    assert rows[shown.code]["supporters"] == "1"
    assert rows[chosen.code]["project"] == chosen.project.code
    same = json.loads(body("/open-data/proposals.json"))["proposals"]
    assert [{k: str(v) for k, v in one.items()} for one in same] == list(rows.values())
    text = body("/open-data/proposals.csv?stage=listed").decode()
    assert (chosen.code in text, shown.code in text, hidden.code in text) == (True, False, False)


def test_a_title_is_never_a_formula(cast, who):
    project(cast.community, crew=who, title="=1+1")
    assert rows_of(body("/open-data/projects.csv"))[0]["title"] == "'=1+1"
    assert harmless(5) == 5


def test_every_column_is_explained(cast):
    text = Client().get("/open-data/").content.decode()
    for column in (*COLUMNS, *CALLS.columns, *PROPOSALS.columns):
        assert f"<code>{column.name}</code>" in text


def test_the_feed_tells_steps_without_anybodys_words(cast, who):
    made = project(cast.community, state="public_notice", crew=who)
    project(cast.neighbour_community, title="隔壁的")
    object_to(made, by=None, text="挡住我家窗户", contact_phone="13800001111")
    text = Client().get(f"/projects/feed/?area={cast.community.code}").content.decode()
    atom = {"a": "http://www.w3.org/2005/Atom"}
    titles = [e.text for e in ElementTree.fromstring(text).findall("a:entry/a:title", atom)]
    assert titles
    assert all(made.title in str(title) for title in titles)
    assert "挡住我家窗户" not in text
    assert "13800001111" not in text


def test_an_unknown_form_answers_404(cast):
    assert Client().get("/open-data/projects.xlsx").status_code == 404
    assert Client().get("/open-data/calls.xlsx").status_code == 404
    assert Client().get("/open-data/supporters.csv").status_code == 404


def test_the_poster_is_a_pdf_that_leads_to_the_page(cast, who):
    made = project(cast.community, state="contracted", crew=who, summary="很长" * LONGEST)
    data = as_page(made, "https://linli.example/x/")
    assert len(data["summary"]) == LONGEST
    assert any(made.contract.vendor.name in fact for fact in data["facts"])
    answer = Client().get(f"{made.get_absolute_url()}poster/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
