"""The budget page: its figures are the entries behind them, for every area, and cost the same."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from core.counters.services import fold_all
from projects.disclosure import budget
from projects.funding import services as funding
from tests.factories.funding import a_project, money, programme

pytestmark = pytest.mark.django_db
THIS = timezone.localdate().year


def spend(area, amount: int, paid: int) -> None:
    book, made = money(area, amount * 2), a_project(area, budget=amount)
    funding.commit(book, made, Decimal(amount), by=None)
    funding.contract(made, Decimal(amount - 1000), by=None)
    funding.pay(made, Decimal(paid), by=None)
    gift = funding.pledge(made, Decimal(700), by=None, donor="云澜公司")
    funding.receive(gift, Decimal(300), by=None)


def sums(area) -> dict[str, Decimal]:
    found = budget.budget_of(area, THIS)
    return {f.name: f.amount for f in (*found.fiscal, *found.social)}


@pytest.mark.parametrize("folded", [False, True])
def test_each_figure_is_the_sum_of_the_entries_behind_it(cast, folded):
    spend(cast.community, 50_000, 20_000)
    spend(cast.neighbour_community, 30_000, 5_000)
    if folded:
        fold_all()
    for area in (cast.community, cast.subdistrict, cast.district):
        for name, amount in sums(area).items():
            rows = budget.entries_behind(area, THIS, name)
            behind = sum(-e.amount if budget.takes_off(e, name) else e.amount for e in rows)
            assert behind == amount, (area.name, name)
    assert sums(cast.district) == {
        "appropriated": 160_000,
        "committed": 78_000,
        "contracted": 78_000,
        "paid": 25_000,
        "pledged": 1_400,
        "received": 600,
    }


def test_parts_and_kinds_add_up_to_the_whole(cast):
    spend(cast.community, 50_000, 20_000)
    spend(cast.neighbour_community, 30_000, 5_000)
    whole = budget.budget_of(cast.subdistrict, THIS)
    paid = next(f.amount for f in whole.fiscal if f.name == "paid")
    assert sum(part.sums["paid"] for part in whole.parts) == paid
    assert sum(kind.sums["paid"] for kind in whole.kinds) == paid
    assert [part.area.code for part in whole.parts] == sorted(p.area.code for p in whole.parts)


def test_books_show_what_their_newest_entry_holds(cast):
    spend(cast.community, 50_000, 20_000)
    (one,) = budget.books_of(cast.community, THIS)
    assert (one.appropriated, one.committed, one.paid) == (100_000, 29_000, 20_000)
    assert one.available == 100_000 - 49_000


def test_social_money_is_never_added_to_public_money(cast):
    spend(cast.community, 50_000, 20_000)
    before = sums(cast.community)["appropriated"], sums(cast.community)["committed"]
    gift = funding.pledge(a_project(cast.community), Decimal(9_000), by=None)
    funding.receive(gift, Decimal(9_000), by=None)
    assert (sums(cast.community)["appropriated"], sums(cast.community)["committed"]) == before
    assert sums(cast.community)["received"] == 9_300


def test_the_page_shows_the_figures_and_leads_to_their_rows(cast):
    spend(cast.community, 50_000, 20_000)
    code = cast.community.code
    text = Client().get(f"/projects/budget/{code}/").content.decode()
    assert f"/projects/budget/{code}/paid/?year={THIS}" in text
    rows = Client().get(f"/projects/budget/{code}/paid/?year={THIS}").content.decode()
    assert "20,000.00" in rows
    last = Client().get(f"/projects/budget/{code}/?year={THIS - 1}").content.decode()
    assert 'class="empty"' in last


def test_a_page_kept_for_visitors_is_right_at_once_after_money_moved(cast):
    spend(cast.community, 50_000, 20_000)
    url = f"/projects/budget/{cast.community.code}/"
    before = Client().get(url).content
    assert Client().get(url).content == before
    money(cast.community, 12_345)
    assert Client().get(url).content != before


@pytest.mark.parametrize("year", ["", "abc", "1", "99999999999999999999", "²", "20260"])
def test_a_year_that_is_none_is_this_year(cast, year):
    answer = Client().get(f"/projects/budget/{cast.community.code}/?year={year}")
    assert answer.status_code == 200


def test_what_is_no_area_or_figure_answers_404(cast):
    for path in ("x/", f"{cast.community.code}/none/"):
        assert Client().get(f"/projects/budget/{path}").status_code == 404


def test_only_days_of_the_year_count(cast):
    spend(cast.community, 50_000, 20_000)
    rows = budget.entries_behind(cast.community, THIS + 1, "paid")
    assert not rows.exists()
    assert all(
        e.on <= dt.date(THIS, 12, 31) for e in budget.entries_behind(cast.community, THIS, "paid")
    )


def test_one_programme_alone_on_the_page_in_the_file_and_in_the_api(cast):
    area = cast.community
    spend(area, 50_000, 20_000)
    other = programme(area, "DQ", name="党群活动经费", kind="activities")
    book = funding.open_book(other, area, THIS)
    funding.allocate(book, Decimal(8_000), by=None)
    made = a_project(area, budget=5_000)
    funding.commit(book, made, Decimal(5_000), by=None)

    alone = budget.budget_of(cast.district, THIS, other)
    assert (alone.sums["appropriated"], alone.sums["committed"]) == (8_000, 5_000)
    assert {p.name: p.sums["committed"] for p in alone.kinds}["works"] == 5_000
    assert sum(p.sums["committed"] for p in alone.parts) == 5_000
    assert [one.book for one in alone.books] == [book]
    whole = budget.budget_of(cast.district, THIS)
    parts = [budget.budget_of(cast.district, THIS, one).sums for one in whole.programmes]
    for name in ("appropriated", "committed", "contracted", "paid"):
        assert sum(one[name] for one in parts) == whole.sums[name], name

    client, asked = Client(), f"?year={THIS}&programme=DQ"
    page = client.get(f"/projects/budget/{area.code}/{asked}").content.decode()
    assert f"/projects/budget/{area.code}/committed/?year={THIS}&amp;programme=DQ" in page
    rows = client.get(f"/projects/budget/{area.code}/committed/{asked}").content.decode()
    assert "5,000.00" in rows
    assert "50,000.00" not in rows
    file = client.get(f"/open-data/budget-{area.code}.csv{asked}").content.decode("utf-8-sig")
    assert file.splitlines()[1].endswith(",DQ,,8000.00,5000.00,0.00,0.00,0.00,0.00")
    said = client.get(f"/api/v1/budgets/{area.code}/{asked}").json()
    assert (said["programme"], said["committed"]) == ("DQ", "5000.00")
    wrong = client.get(f"/api/v1/budgets/{area.code}/?programme=XX")
    assert wrong.status_code == 400
