"""Money of a book and of a project, through the services."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.accounts.abilities import Role
from core.counters import queries as counters
from core.workflow.errors import NotAllowed, Refused
from projects.funding import queries, services
from projects.funding.errors import OverCap, Overspent
from projects.funding.ledger import LedgerEntry
from projects.funding.programmes import FundAllocation
from projects.funding.table import MOVES, SOURCES, Account, EntryKind
from tests.factories.accounts import person
from tests.factories.funding import a_project, money, programme

D = Decimal


def test_the_way_of_a_projects_money(cast, book, project):
    services.commit(book, project, D("50000"), by=None)
    services.contract(project, D("46000"), by=None)
    services.extend(project, D("2000"), by=None)
    services.pay(project, D("20000"), by=None)
    services.settle(project, D("45000"), by=None, retention=D("1350"))
    services.pay(project, D("23650"), by=None)
    services.release_retention(project, D("1350"), by=None)
    found = queries.of_project(project)
    assert (found.committed, found.contracted, found.retention) == (0, 0, 0)
    assert (found.paid, found.reduced) == (D("45000"), D("3000"))
    assert queries.balances(book)[Account.AVAILABLE] == D("255000")
    assert found.contract_sum == found.bound == D("45000")
    assert found.by_kind[EntryKind.COMMIT] == D("52000")


def test_more_than_is_free_cannot_be_committed(book, project):
    with pytest.raises(Overspent) as refused:
        services.commit(book, project, D("300000.01"), by=None)
    assert refused.value.left == D("300000")
    assert not project.ledger_entries.exists()


def test_the_database_refuses_what_the_services_would(cast, book, project):
    """Straight past the services: of the book, and of the project within it."""
    services.commit(book, project, D("1000"), by=None)
    services.commit(book, a_project(cast.community), D("1000"), by=None)
    for kind, amount in (("commit", "299000"), ("contract", "1000.01")):
        move = MOVES[EntryKind(kind)]
        with pytest.raises(IntegrityError, match="overspend"), transaction.atomic():
            LedgerEntry.objects.create(
                book=book,
                kind=kind,
                from_account=move.from_account,
                to_account=move.to_account,
                amount=D(amount),
                project=project,
                area=book.area,
                by_role="system",
            )


@pytest.mark.parametrize("amount", ["'NaN'", "0", "-1"])
def test_the_database_refuses_what_is_no_sum(cast, book, project, amount):
    """NaN is more than nothing to PostgreSQL, and what is taken from it is never overspent."""
    services.commit(book, project, D("1000"), by=None)
    row = """INSERT INTO projects_ledgerentry (book_id, seq, kind, from_account, to_account, amount,
        project_id, memo, "on", at, by_role, by_mark, balances, previous_hash, hash, area_id)
        SELECT book_id, seq, kind, from_account, to_account, {amount}, project_id, memo, "on", at,
        by_role, by_mark, balances, previous_hash, hash, area_id
        FROM projects_ledgerentry WHERE kind = 'commit'"""
    with (
        pytest.raises(IntegrityError, match="entry_positive"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(row.format(amount=amount))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE projects_ledgerentry SET amount = 1",
        "DELETE FROM projects_ledgerentry",
        "UPDATE projects_fundallocation SET year = 2020",
    ],
)
def test_the_database_refuses_changes(book, change):
    refused = pytest.raises(Exception, match=r"[Cc]annot|read.only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.django_db
def test_the_database_refuses_to_be_emptied():
    guard = next(t for t in LedgerEntry._meta.triggers if t.name == "not_emptied")
    with connection.cursor() as cursor:
        name = guard.get_pgid(LedgerEntry)
        cursor.execute(f"ALTER TABLE projects_ledgerentry ENABLE TRIGGER {name}")
        with pytest.raises(Exception, match="never emptied"), transaction.atomic():
            cursor.execute("TRUNCATE projects_ledgerentry")


def test_an_entry_must_be_a_known_move(book):
    with pytest.raises(IntegrityError, match="known_move"), transaction.atomic():
        LedgerEntry.objects.create(
            book=book,
            kind="allocate",
            from_account="appropriation",
            to_account="paid",
            amount=D(1),
            area=book.area,
            by_role="system",
        )


def test_what_the_writer_says_of_number_time_and_hash_counts_for_nothing(book):
    long_ago = timezone.now() - dt.timedelta(days=900)
    made = LedgerEntry.objects.create(
        book=book,
        kind="allocate",
        from_account="appropriation",
        to_account="available",
        amount=D(1),
        area=book.area,
        by_role="system",
        seq=77,
        at=long_ago,
        hash="f" * 64,
        balances={"available": 10**9},
    )
    made.refresh_from_db()
    assert made.seq == 2
    assert made.at > long_ago + dt.timedelta(days=800)
    assert made.hash != "f" * 64
    assert made.balances["available"] == D("300001.00")


def test_a_termination_gives_everything_unpaid_back(book, project):
    services.commit(book, project, D("50000"), by=None)
    services.contract(project, D("40000"), by=None)
    services.pay(project, D("10000"), by=None)
    services.release_all(project, by=None)
    found = queries.of_project(project)
    assert (found.bound, found.paid) == (D("10000"), D("10000"))
    assert queries.balance(book, Account.AVAILABLE) == D("290000")


def test_a_project_may_draw_on_two_books(cast, book, project):
    of_district = money(cast.district, 1000)
    services.commit(book, project, D("5000"), by=None)
    services.commit(of_district, project, D("1000"), by=None)
    services.contract(project, D("5500"), by=None)
    services.pay(project, D("5500"), by=None)
    assert queries.balance(book, Account.PAID) == D("5000")
    assert queries.balance(of_district, Account.PAID) == D("500")
    assert queries.balance(of_district, Account.AVAILABLE) == D("500")


def test_settlement_within_the_contract_and_three_percent(book, project):
    services.commit(book, project, D("10000"), by=None)
    services.contract(project, D("10000"), by=None)
    with pytest.raises(Refused):
        services.settle(project, D("10000.01"), by=None)
    with pytest.raises(Refused, match="3"):
        services.settle(project, D("10000"), by=None, retention=D("300.01"))
    services.settle(project, D("10000"), by=None, retention=D("300"))
    services.forfeit(project, D("100"), by=None)
    assert queries.of_project(project).retention == D("200")


def test_money_paid_back_is_free_again(book, project):
    services.commit(book, project, D("100"), by=None)
    services.contract(project, D("100"), by=None)
    services.pay(project, D("100"), by=None)
    services.refund(project, D("40"), by=None)
    assert queries.of_project(project).paid == D("60")
    with pytest.raises(Overspent):
        services.refund(project, D("60.01"), by=None)


def test_a_book_pays_only_for_projects_of_its_place(cast, book):
    with pytest.raises(Refused):
        services.commit(book, a_project(cast.neighbour_community), D(1), by=None)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity", "1e30"])
def test_only_sums_of_money_are_amounts(book, amount):
    with pytest.raises(Refused):
        services.allocate(book, D(amount), by=None)


def test_a_day_to_come_is_refused(book, project):
    services.commit(book, project, D(10), by=None)
    services.contract(project, D(10), by=None)
    with pytest.raises(Refused):
        services.pay(project, D(1), by=None, on=timezone.localdate() + dt.timedelta(days=1))


@pytest.mark.parametrize(
    "memo",
    ["电话13800138000", "请拨 ０７５６-８０００００１", "身份证44010119600101123X", "长" * 201],
)
def test_a_memo_holds_nothing_personal(book, memo):
    with pytest.raises(Refused):
        services.allocate(book, D(1), by=None, memo=memo)


def test_a_memo_stays_on_one_line(book):
    assert services.allocate(book, D(1), by=None, memo=" 一\n二\x07 ").memo == "一 二"


def test_who_allocates_and_what_is_published_of_it(cast):
    book = money(cast.community)
    entry = services.allocate(book, D(1), by=cast.finance_officer)
    assert entry.by_role == Role.DISTRICT_FINANCE
    for name in ("community_clerk", "district_admin", "auditor", "resident"):
        with pytest.raises(NotAllowed):
            services.allocate(book, D(1), by=getattr(cast, name))


def test_what_is_free_is_carried_into_the_next_year(cast, project):
    year = timezone.localdate().year
    old = money(cast.community, 1000, year=year - 1)
    services.commit(old, project, D(400), by=None)
    services.carry_over(old, by=cast.finance_officer, into_year=year)
    new = FundAllocation.objects.get(area=cast.community, year=year)
    assert queries.balances(old)[Account.CARRIED] == D(600)
    assert queries.balances(old)[Account.COMMITTED] == D(400)
    assert queries.balances(new)[Account.AVAILABLE] == D(600)
    with pytest.raises(Refused):
        services.carry_over(old, by=None, into_year=year)


def test_money_is_not_carried_over_while_the_year_runs(book):
    with pytest.raises(Refused):
        services.carry_over(book, by=None, into_year=book.year + 1)


def test_social_contributions_are_pledged_and_received(project):
    gift = services.pledge(
        project, D(5000), by=None, donor_kind="enterprise", donor="云澜物业服务有限公司"
    )
    services.receive(gift, D(3000), by=None)
    with pytest.raises(Overspent):
        services.receive(gift, D("2000.01"), by=None)
    services.unpledge(gift, D(500), by=None)
    found = queries.of_project(project)
    assert (found.pledged, found.received, found.paid) == (D(4500), D(3000), 0)
    assert queries.outstanding(gift) == D(1500)


def test_residents_who_give_are_never_named(project):
    gift = services.pledge(project, D(5), by=None, donor_kind="residents", donor="张桂芳")
    assert "张" not in gift.public_name


def test_the_figures_carry_day_kind_and_place(cast, book, project):
    day = timezone.localdate() - dt.timedelta(days=40)
    services.commit(book, project, D(100), by=None)
    services.contract(project, D(100), by=None)
    services.pay(project, D(60), by=None, on=day)
    found = counters.entered_between("ledger", cast.subdistrict, day, day, measure="yuan")
    assert found == {"pay": {"works": D(60)}}


def test_caps_are_in_principle(cast, book):
    admin, leader = cast.district_admin, person(role=Role.STREET_LEADER, area=cast.subdistrict)
    services.set_cap(
        cast.district, book.year, "works", by=admin, per_project_max=D(1000), per_year_max=None
    )
    project = a_project(cast.community)
    with pytest.raises(OverCap):
        services.commit(book, project, D("1000.01"), by=None)
    asked = services.request_exception(
        project, D(1500), by=cast.community_clerk, reason="楼体老化，材料贵"
    )
    with pytest.raises(OverCap):
        services.commit(book, project, D(1500), by=None)
    with pytest.raises(NotAllowed):
        services.decide_exception(asked, by=cast.community_clerk, approve=True, note="可以")
    services.decide_exception(asked, by=leader, approve=True, note="情况属实")
    services.commit(book, project, D(1500), by=None)
    with pytest.raises(OverCap):
        services.commit(book, project, D(1), by=None)


def test_nobody_asks_for_more_than_a_cap_that_is_kept(cast, book):
    cap = {"per_project_max": D(1000), "per_year_max": None}
    services.set_cap(cast.district, book.year, "works", by=cast.district_admin, **cap)
    asked = {"by": cast.community_clerk, "reason": "以防万一"}
    cheap = a_project(cast.community, budget=900)
    with pytest.raises(Refused, match=r"900\.00 元.*1,000\.00 元"):
        services.request_exception(cheap, D(1500), **asked)
    cap["per_year_max"] = D(500)  # which it would exceed
    services.set_cap(cast.district, book.year, "works", by=cast.district_admin, **cap)
    assert services.request_exception(cheap, D(1500), **asked)


def test_nobody_approves_ones_own_exception(cast, project):
    both = person(role=Role.COMMUNITY_SECRETARY, area=cast.community)
    both.grants.create(role=Role.STREET_LEADER, area=cast.subdistrict)
    asked = services.request_exception(project, D(1), by=both, reason="急")
    with pytest.raises(Refused):
        services.decide_exception(asked, by=both, approve=True, note="好")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(asked).objects.filter(pk=asked.pk).update(
            decision="approved", decided_by=both, decided_at=timezone.now()
        )


def test_a_community_has_a_yearly_cap(cast, book):
    services.set_cap(
        cast.district,
        book.year,
        "",
        by=cast.district_admin,
        per_project_max=None,
        per_year_max=D(1000),
    )
    services.commit(book, a_project(cast.community), D(900), by=None)
    with pytest.raises(OverCap, match="1,000"):
        services.commit(book, a_project(cast.community), D(101), by=None)


def test_the_nearest_cap_of_the_newest_year_holds(cast):
    admin = cast.district_admin
    for area, year, amount in (
        (cast.district, 2020, 5),
        (cast.district, 2022, 7),
        (cast.subdistrict, 2021, 3),
    ):
        services.set_cap(
            area, year, "works", by=admin, per_project_max=D(amount), per_year_max=None
        )
    assert queries.cap_for(cast.community, 2022, "works") == D(3)
    assert queries.cap_for(cast.district, 2021, "works") == D(5)
    assert queries.cap_for(cast.district, 2023, "works") == D(7)
    assert queries.cap_for(cast.community, 2022, "goods") is None


def test_communities_below_the_floor_are_named(cast):
    fund = programme(cast.district, "FW", name="为民服务资金", kind="service_fund", floor=D(50000))
    year = timezone.localdate().year
    services.allocate(services.open_book(fund, cast.community, year), D(49999), by=None)
    found = queries.below_floor(cast.district, year)
    assert {(row.area, row.missing) for row in found} == {
        (cast.community, D(1)),
        (cast.neighbour_community, D(50000)),
    }


def test_only_sources_may_be_below_zero():
    taken = {move.from_account for move in MOVES.values()}
    assert set(SOURCES) < taken
    assert set(MOVES) == set(EntryKind)
