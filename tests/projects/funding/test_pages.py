"""What staff do with books on their pages."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from core.accounts.abilities import Role
from projects.delivery.services.setting import set_rules
from projects.funding import queries, services
from projects.funding.caps import CapException, FundCap
from projects.funding.programmes import FundAllocation, FundProgramme
from projects.funding.rule_changes import RuleChange
from projects.funding.table import Account
from tests.factories.accounts import person
from tests.factories.funding import a_project, money, programme

D = Decimal


@pytest.fixture
def finance(client, cast):
    client.force_login(cast.finance_officer)
    return client


def test_finance_allocates_and_takes_back(finance, book):
    url = reverse("funding:allocate", args=[book.code])
    answer = finance.post(
        url, {"direction": "allocate", "amount": "500", "memo": "区财〔2026〕3号"}
    )
    assert answer.url == book.get_absolute_url()
    finance.post(url, {"direction": "take_back", "amount": "100"})
    assert queries.balance(book, Account.AVAILABLE) == D(300400)
    refused = finance.post(url, {"direction": "take_back", "amount": "300400.01"})
    assert refused.status_code == 400
    assert "amount" in refused.context["form"].errors
    told = finance.post(url, {"direction": "allocate", "amount": "1", "memo": "13800138000"})
    assert "memo" in told.context["form"].errors


def test_who_changed_a_cap_or_a_rule_stays_on_record(client, cast):
    admin = cast.district_admin
    client.force_login(admin)
    for most in (D(200_000), D(500_000), None):
        cap = {"per_project_max": most, "per_year_max": None}
        services.set_cap(cast.district, 2026, "works", by=admin, **cap)
    set_rules(cast.district, by=admin, notice_days=3)
    text = client.get(reverse("funding:caps")).content.decode()
    assert "200,000 → 500,000" in text
    assert "500,000 → –" in text
    assert "2026 工程类" in text
    assert "2026 works" not in text
    assert admin.name in text
    assert "– → 3" in client.get(reverse("delivery:settings")).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        RuleChange.objects.all().delete()


def test_finance_opens_a_book_once(finance, cast):
    fund = programme(cast.district)
    fields = {"programme": fund.pk, "area": cast.community.code, "year": 2026, "amount": "9"}
    opened = finance.post(reverse("funding:open"), fields)
    book = FundAllocation.objects.get()
    assert opened.url == book.get_absolute_url()
    assert book.code == f"MS-{cast.community.code}-2026"
    again = finance.post(reverse("funding:open"), fields)
    assert again.status_code == 400
    assert queries.balance(book, Account.AVAILABLE) == D(9)


def test_what_is_left_is_carried_over_on_a_page(finance, cast):
    year = timezone.localdate().year
    old = money(cast.community, 70, year=year - 1)
    assert finance.get(old.get_absolute_url()).context["may_carry"]
    url = reverse("funding:carry_over", args=[old.code])
    assert finance.get(url).context["free"] == D(70)
    assert finance.post(url).status_code == 302
    assert finance.post(url).status_code == 400
    new = FundAllocation.objects.get(year=year)
    assert queries.balance(new, Account.AVAILABLE) == D(70)


def test_a_programme_is_added_and_keeps_its_letters(finance, cast):
    fields = {"name": "民生微实事", "code": "MS", "kind": "micro_projects", "unspent": "carried"}
    finance.post(reverse("funding:programmes"), fields)
    row = FundProgramme.objects.get()
    assert row.area == cast.district
    finance.post(
        reverse("funding:programme", args=[row.pk]), {**fields, "name": "微实事", "code": "ZZ"}
    )
    row.refresh_from_db()
    assert (row.name, row.code) == ("微实事", "MS")
    assert finance.post(reverse("funding:programmes"), fields).status_code == 400


def test_what_changed_in_a_programme_is_said_in_words(finance):
    fields = {"name": "2026", "code": "MS", "kind": "micro_projects", "unspent": "carried"}
    finance.post(reverse("funding:programmes"), fields)
    row = FundProgramme.objects.get()
    new = {"unspent": "taken_back", "for_projects": "on", "floor": "50000", "name": "2027"}
    finance.post(reverse("funding:programme", args=[row.pk]), {**fields, **new})
    text = finance.get(reverse("funding:programmes")).content.decode()
    said = ("结转 → 收回", "否 → 是", "– → 50,000", "2026 → 2027")
    assert [one for one in said if one not in text] == []
    assert "carried →" not in text


def test_the_list_sums_what_it_shows(finance, cast, book):
    money(cast.neighbour_community, 100)
    answer = finance.get(reverse("funding:list"))
    assert answer.context["total"].given == D(300100)
    narrowed = finance.get(reverse("funding:list"), {"area": cast.neighbour_community.code})
    assert narrowed.context["total"].given == D(100)
    assert [line.book.area for line in narrowed.context["books"]] == [cast.neighbour_community]


def test_the_list_names_communities_below_the_floor(finance, cast, book):
    programme(cast.district, "FW", name="为民服务资金", kind="service_fund", floor=D(50000))
    gaps = finance.get(reverse("funding:list")).context["gaps"]
    assert {gap.area for gap in gaps} == {cast.community, cast.neighbour_community}


def test_entries_are_narrowed_and_exported_alike(finance, book, project):
    services.commit(book, project, D(5), by=None, memo="立项")
    services.contract(project, D(4), by=None)
    query = {"kind": "commit", "project": project.code.lower(), "since": "2020-01-01"}
    page = finance.get(book.get_absolute_url(), query).context["page"]
    assert [entry.kind for entry in page.rows] == ["commit"]
    url = reverse("funding:export", args=[book.code, "csv"])
    lines = b"".join(finance.get(url, query)).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "立项" in lines[1]
    assert finance.get(reverse("funding:export", args=[book.code, "xlsx"])).status_code == 200
    assert finance.get(reverse("funding:export", args=[book.code, "pdf"])).status_code == 404


def test_caps_are_set_by_the_district_and_read_by_all(client, cast):
    url = reverse("funding:caps")
    fields = {"area": cast.district.code, "year": 2026, "kind": "works", "per_project_max": "4e5"}
    client.force_login(cast.community_clerk)
    assert client.get(url).context["form"] is None
    assert client.post(url, fields).status_code == 404
    client.force_login(cast.district_admin)
    assert client.post(url, fields).status_code == 302
    assert queries.cap_for(cast.community, 2026, "works") == D(400000)
    client.post(url, {**fields, "per_project_max": ""})
    assert not FundCap.objects.exists()


def test_an_exception_is_asked_by_one_and_decided_by_another(client, cast):
    project = a_project(cast.community)
    client.force_login(cast.community_clerk)
    url = reverse("funding:request_exception", args=[project.code])
    assert client.post(url, {"amount": "60000", "reason": "楼体老化"}).status_code == 302
    asked = CapException.objects.get()
    page = reverse("funding:exception", args=[asked.pk])
    assert client.get(page).context["form"] is None
    assert client.post(page, {"approve": "yes", "note": "好"}).status_code == 404
    client.force_login(person(role=Role.STREET_LEADER, area=cast.subdistrict))
    assert client.post(page, {"approve": "yes"}).status_code == 400
    client.post(page, {"approve": "yes", "note": "情况属实"})
    assert queries.allowed_by_exception(project) == D(60000)
    assert client.get(reverse("funding:exceptions"), {"open": 1}).context["page"].rows == []


def test_a_neighbour_finds_nothing(client, cast, book):
    client.force_login(cast.neighbour_clerk)
    assert client.get(book.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("page", ["book", "allocate", "carry_over"])
def test_an_unknown_book_is_not_found(finance, cast, page):
    assert finance.get(reverse(f"funding:{page}", args=["MS-1-2026"])).status_code == 404


def test_a_resident_finds_the_books_of_her_community(client, cast, book):
    client.force_login(cast.resident)
    near = client.get(reverse("funding:verify")).context["near"]
    assert [line.book for line in near] == [book]
