"""The registry of figures: complete, unambiguous, careful with small numbers."""

from decimal import Decimal

import pytest
from django.utils import translation

from core.counters import metrics as registry
from core.counters.comparison import compare
from core.counters.metrics import Metric, counted, guard_small, guard_small_cells, share
from core.counters.panels import panels
from core.counters.units import Unit, spoken


def plain(**more) -> Metric:
    given = {"values": lambda areas, since, until: {}, **more}
    return Metric("test.plain", "Plain", "What it is.", Unit.PIECE, **given)


def test_every_declared_metric_is_named_once_and_defined():
    declared = registry.metrics()
    assert declared, "no room offers a figure"
    for one in declared:
        assert registry.metric(one.name) is one
        assert str(one.label).strip()
        assert str(one.definition).strip().endswith((".", "。")), one.name


def test_metrics_of_one_room_stand_together():
    assert {m.room for m in registry.metrics("wishes")} == {"wishes"}
    assert all(m.public for m in registry.metrics(public=True))


def test_every_metric_on_a_panel_is_declared():
    for panel in panels():
        for one in panel.metrics:
            assert registry.metric(one.name) is one


def test_unknown_metric_is_a_key_error():
    with pytest.raises(KeyError):
        registry.metric("wishes.nobody")


def test_second_metric_of_a_name_is_refused():
    taken = registry.metrics()[0]
    with pytest.raises(ValueError, match="twice"):
        registry.declare(plain().__class__(taken.name, "x", "y.", Unit.PIECE, values=lambda *a: {}))
    assert registry.metric(taken.name) is taken


def test_metric_computed_two_ways_is_refused():
    count = counted("test.c", label="c", definition="d.", unit=Unit.PIECE, kind="k", states=["s"])
    with pytest.raises(ValueError, match="exactly one way"):
        plain(of=count.of)
    with pytest.raises(ValueError, match="exactly one way"):
        plain(values=None)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Decimal(0), Unit.PERSON, Decimal(0)),
        (Decimal(1), Unit.PERSON, None),
        (Decimal(4), Unit.PIECE, None),
        (Decimal(5), Unit.PIECE, Decimal(5)),
        (Decimal(3), Unit.DAY, Decimal(3)),
        (None, Unit.PERSON, None),
    ],
)
def test_counts_from_one_to_four_are_withheld_in_public(value, unit, shown):
    assert guard_small(value, unit) == shown


def test_single_withheld_cell_takes_the_next_smallest_with_it():
    cells = {"a": Decimal(3), "b": Decimal(9), "c": Decimal(20), "d": Decimal(0)}
    assert guard_small_cells(cells) == {"a": None, "b": None, "c": 20, "d": 0}


def test_two_withheld_cells_hide_each_other():
    cells = {"a": Decimal(3), "b": Decimal(2), "c": Decimal(20)}
    assert guard_small_cells(cells) == {"a": None, "b": None, "c": 20}


def test_share_has_one_decimal():
    assert share(Decimal(1), Decimal(3)) == Decimal("33.3")
    assert share(Decimal(1), Decimal(0)) is None
    assert share(None, Decimal(3)) is None


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Decimal(1766), Unit.PIECE, ("1,766", "个")),
        (Decimal(145_000_000), Unit.YUAN, ("1.45", "亿元")),
        (Decimal(5_489_600), Unit.YUAN, ("548.96", "万元")),
        (Decimal("120.50"), Unit.YUAN, ("120.50", "元")),
        (Decimal("96.40"), Unit.PERCENT, ("96.4", "%")),
        (None, Unit.PIECE, ("—", "")),
    ],
)
def test_figures_are_spoken_in_the_units_people_use(value, unit, said):
    with translation.override("zh-hans"):
        assert spoken(value, unit) == said


def test_figure_is_compared_in_words():
    with translation.override("en"):
        more = compare(plain(), Decimal(8), Decimal(6), "last month")
        assert (more.direction, more.said) == ("up", "2 items more than last month")
        assert compare(plain(), Decimal(6), Decimal(8), "last month").direction == "down"
        assert compare(plain(), Decimal(6), Decimal(6), "last month").direction == "same"
        assert compare(plain(), Decimal(6), None, "last month").direction == ""
        assert compare(plain(compare=False), Decimal(6), Decimal(1), "last month").said == ""
