"""`/api/v1/funds/` and `/api/v1/ledger/`."""

from decimal import Decimal

import pytest

from projects.funding import services
from projects.funding.chain import digest
from tests.factories.funding import money

D = Decimal


def get(client, url, status=200, **query):
    answer = client.get(f"/api/v1/{url}", query)
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.fixture
def spent(cast, book, project):
    services.commit(book, project, D(500), by=None)
    services.contract(project, D(400), by=None)
    services.pay(project, D(30), by=None)
    money(cast.neighbour_community, 7, year=2020)
    return book


def test_books_say_what_they_hold(client, cast, spent):
    found = get(client, "funds/", year=spent.year)["results"]
    assert [row["code"] for row in found] == [spent.code]
    assert found[0]["appropriated"] == "300000.00"
    assert found[0]["available"] == "299600.00"
    assert found[0]["contracted"] == "370.00"
    assert found[0]["paid"] == "30.00"
    assert len(get(client, "funds/", area=cast.district.code)["results"]) == 2
    assert get(client, "funds/", kind="construction")["results"] == []


def test_one_book_names_the_head_of_its_chain(client, spent):
    found = get(client, f"funds/{spent.code}/")
    newest = spent.entries.order_by("-seq").first()
    assert (found["entries"], found["hash"]) == (newest.seq, newest.hash)
    get(client, "funds/MS-0-2026/", status=404)


def test_entries_are_exactly_what_is_hashed(client, spent, project):
    found = get(client, "ledger/", book=spent.code, limit=3)
    for row in found["results"]:
        *fields, said = row.values()
        assert digest("\n".join(["linli-ledger-1", *map(str, fields)])) == said
    older = get(client, "ledger/", book=spent.code, limit=3, cursor=found["next"])
    assert [row["seq"] for row in found["results"] + older["results"]] == [5, 4, 3, 2, 1]


def test_entries_by_project_kind_and_year(client, spent, project):
    assert len(get(client, "ledger/", project=project.code)["results"]) == 4
    assert [r["kind"] for r in get(client, "ledger/", kind="pay")["results"]] == ["pay"]
    assert [r["amount"] for r in get(client, "ledger/", year=2020)["results"]] == ["7.00"]


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("funds/", {"year": "x"}),
        ("funds/", {"area": "0"}),
        ("funds/", {"kind": "x"}),
        ("ledger/", {"limit": "0"}),
        ("ledger/", {"kind": "x"}),
        ("ledger/", {"cursor": "x"}),
    ],
)
def test_what_is_not_understood_is_said(client, db, url, query):
    assert set(query) == set(get(client, url, status=400, **query)["error"]["fields"])
