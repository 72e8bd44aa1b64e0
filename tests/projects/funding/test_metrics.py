"""Figures of money: the same from counters, rows and the ledger."""

import datetime as dt
from decimal import Decimal

from django.core.management import call_command
from django.utils import timezone

from core.counters.figures import read_cells, total
from core.counters.metrics import metric
from core.counters.periods import Period
from core.counters.services import fold_all
from projects.funding import services
from tests.factories.funding import a_project, money

D = Decimal
NAMES = ("appropriated", "committed", "contracted", "paid", "pledged", "received")


def figure(name, area, day):
    """A metric as boards and reports work it out."""
    one = metric(f"funds.{name}")
    cells = read_cells(one.counts(), [area], [Period(day, day)])
    if one.of:
        return total(cells, one.of)
    return one.combine(*(total(cells, part.of) for part in one.parts))


def figures(area, day):
    return tuple(figure(name, area, day) for name in NAMES)


def spend(cast):
    book, of_district = money(cast.community, 1000), money(cast.district, 500)
    services.take_back(of_district, D(100), by=None)
    project = a_project(cast.community)
    services.commit(book, project, D(600), by=None)
    services.commit(of_district, project, D(50), by=None)
    services.contract(project, D(550), by=None)
    services.pay(project, D(500), by=None)
    services.settle(project, D(520), by=None, retention=D(15))
    services.release_retention(project, D(15), by=None)
    services.refund(project, D(5), by=None)
    gift = services.pledge(project, D(80), by=None)
    services.receive(gift, D(60), by=None)
    services.unpledge(gift, D(20), by=None)


def test_figures_by_place(cast, working_calendar):
    spend(cast)
    day = timezone.localdate()
    of_project = (D(550), D(520), D(510), D(60), D(60))
    assert figures(cast.community, day) == (D(1000), *of_project)
    assert figures(cast.district, day) == (D(1400), *of_project)
    fold_all()
    assert figures(cast.district, day) == (D(1400), *of_project)
    assert figures(cast.neighbour_community, day) == (0,) * 6
    assert figures(cast.district, day - dt.timedelta(days=1)) == (0,) * 6


def test_figures_can_be_counted_anew(cast):
    spend(cast)
    fold_all()
    day = timezone.localdate()
    before = figures(cast.district, day)
    call_command("check_counters", "--no-snapshot")
    call_command("rebuild_counters", "ledger")
    assert figures(cast.district, day) == before
    call_command("check_counters", "--no-snapshot")


def test_rows_behind_a_figure_stay_within_ones_scope(cast):
    spend(cast)
    day = timezone.localdate()
    rows = metric("funds.paid").rows
    seen = rows(cast.district, day, day, cast.district_admin)
    assert sorted(row.kind for row in seen) == ["pay", "refund", "release_retention"]
    assert not rows(cast.district, day, day, cast.neighbour_clerk).exists()
    assert not rows(cast.district, day, day, cast.resident).exists()
