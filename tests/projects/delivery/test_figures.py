"""Every figure of projects equals a count of its rows, whatever way the project took."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from core.counters import queries as counters
from core.counters.board import Board
from core.counters.metrics import metrics as declared
from core.counters.periods import Period
from core.counters.rebuilding import rebuild
from core.counters.units import Unit
from core.workflow.engine import advance
from portal.dashboard.rows import valued, whole
from projects.delivery import figures, metrics
from projects.delivery.models import MicroProject
from projects.delivery.services.editing import edit_project
from projects.delivery.services.objecting import object_to
from tests.factories.projects import let_notice_end, project, to_state, vote

pytestmark = pytest.mark.django_db
COUNTED = (
    metrics.shortlisted,
    metrics.passed,
    metrics.approved,
    metrics.started,
    metrics.accepted,
    metrics.closed,
    metrics.approved_by_category,
    metrics.approved_by_source,
    metrics.standing,
    metrics.under_way,
)


def values(cast):
    today = timezone.localdate()
    period = Period(today - dt.timedelta(days=30), today + dt.timedelta(days=60))
    board = Board(list(COUNTED), [cast.community], [period])
    return {m.name: board.value(m, cast.community, period) for m in COUNTED}


def rows(cast, metric):
    today = timezone.localdate()
    since, until = today - dt.timedelta(days=30), today + dt.timedelta(days=60)
    return metric.rows(cast.community, since, until, cast.district_admin).count()


@pytest.fixture
def some(cast, who):
    project(cast.community, state="closed", crew=who)
    project(cast.community, state="in_progress", crew=who, kind="goods")
    back = project(cast.community, state="public_notice", crew=who)
    object_to(back, by=None, text="不同意")
    advance(back, "uphold", by=who.clerk, note="有道理")
    vote(back, who)
    back.refresh_from_db()
    to_state(back, "public_notice", who)
    let_notice_end(back)


def test_figures_are_their_rows(cast, some):
    found = values(cast)
    assert found == {m.name: rows(cast, m) for m in COUNTED}
    assert found["projects.passed"] == 3  # the one voted on twice counts once
    assert found["projects.approved"] == 2


def test_what_the_rows_are_worth_adds_up_to_the_figure(cast, some):
    today = timezone.localdate()
    period = Period(today - dt.timedelta(days=30), today + dt.timedelta(days=60))
    summed = [m for m in declared() if m.worth is not None and m.rows and m.unit == Unit.YUAN]
    assert {"funds.paid", "projects.approved_yuan"} <= {m.name for m in summed}
    board = Board(summed, [cast.community], [period])
    for metric in summed:
        found = metric.rows(cast.community, period.since, period.until, cast.district_admin)
        told = whole(valued(found, metric), metric)
        assert told.number == f"{board.value(metric, cast.community, period) or 0:,.2f}"


def test_an_edit_after_a_change_takes_off_what_was_counted(cast, who):
    made = project(cast.community, state="in_progress", crew=who, kind="goods")
    approved = made.budget
    made.changes.create(
        base=approved,
        old_price=approved,
        new_price=approved + 500,
        reason="加一项",
        needs_council=False,
        at=timezone.now(),
        outcome="agreed",
        decided_at=timezone.now(),
    )
    type(made).objects.filter(pk=made.pk).update(budget=approved + 500)
    made.refresh_from_db()
    figures.taken(made, -1)
    left = counters.stock_by_facet(figures.STEPS, cast.community, measure="yuan")
    assert not any(n for by in left.values() for n in by.values())


def test_an_edit_moves_what_was_counted(cast, who):
    made = project(cast.community, crew=who)
    edit_project(made, by=who.clerk, kind="goods", category="culture")
    before = by_kind(cast)
    assert before == {"goods": 1}
    rebuild()
    assert by_kind(cast) == before


def by_kind(cast):
    found = counters.stock_by_facet(figures.STEPS, cast.community)
    return {facet: int(n) for facet, by in found.items() for n in by.values() if n}


def test_counting_anew_changes_nothing(cast, some):
    before = values(cast)
    rebuild()
    assert values(cast) == before


def test_days_in_the_present_stage_are_the_median_of_their_rows(cast, who):
    """And a day more tomorrow, although no project has moved."""
    now, metric = timezone.now(), metrics.days_standing
    for days in (30, 2, 5):
        made = project(cast.community)
        MicroProject.objects.filter(pk=made.pk).update(status_since=now - dt.timedelta(days=days))
    project(cast.community, state="closed", crew=who)

    def value(area):
        day = Period(timezone.localdate(), timezone.localdate())
        board = Board([metric], [cast.community, cast.neighbour_community, cast.district], [day])
        return board.state(), board.value(metric, area, day)

    day = timezone.localdate()
    counted = valued(metric.rows(cast.community, day, day, cast.district_admin), metric)
    assert sorted(row.worth.days for row in counted) == [2, 5, 30]
    before, standing = value(cast.community)
    assert (standing, value(cast.district)[1]) == (5, 5)
    assert value(cast.neighbour_community)[1] is None
    with time_machine.travel(now + dt.timedelta(days=1), tick=False):
        after, standing = value(cast.community)
    assert standing == 6
    assert before != after
