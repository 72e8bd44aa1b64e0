"""Figures made anew equal the figures that arose, and follow a move in the tree."""

import pytest
from django.utils import timezone

from core.accounts.abilities import Role
from core.areas.models import Area
from core.areas.rescoping import rescope
from core.counters.models import Total
from core.counters.queries import entered_between, stock
from core.counters.rebuilding import rebuild
from core.counters.services import fold_all
from core.workflow.engine import advance
from core.workflow.recounting import differences
from tests.core.workflow.conftest import area
from tests.errands.models import Errand


@pytest.fixture
def history(errand, clerk, staff, street, neighbour):
    done = errand(cost="12.50")
    advance(done, "take", by=clerk)
    advance(done, "comment", by=clerk)
    advance(done, "finish", by=clerk)
    advance(done, "check", by=staff(Role.STREET_CLERK, street))
    errand(colour="blue")
    errand(where=neighbour)
    fold_all()


def _figures(where: Area) -> list:
    return [stock("errand", where), stock("errand", where, measure="yuan")]


def test_rebuilding_what_is_right_changes_nothing(history, district, community):
    before = [_figures(where) for where in (district, community)]
    rebuild(["errand"])
    assert [_figures(where) for where in (district, community)] == before
    fold_all()
    assert [_figures(where) for where in (district, community)] == before


def test_rebuilding_mends_figures_that_went_wrong(history):
    Total.objects.filter(state="checked").update(entered=99)
    assert list(differences(Errand))
    rebuild(["errand"])
    assert list(differences(Errand)) == []


def test_a_move_in_the_tree_takes_the_past_along(history, district, street, neighbour):
    other = area("990101002", Area.Level.SUBDISTRICT, district)
    Area.objects.filter(pk=neighbour.pk).update(
        parent=other, subdistrict=other, path=f"{other.path}{neighbour.code}/"
    )
    rescope([neighbour.pk])
    rebuild(["errand"])
    fold_all()
    assert stock("errand", other) == {"open": 1}
    assert stock("errand", street) == {"open": 1, "working": 0, "done": 0, "checked": 1}
    day = timezone.localdate()
    assert entered_between("errand", other, day, day) == {"open": {"red": 1}}
