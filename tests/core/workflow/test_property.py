"""Random people pull random levers at random times; what must hold, holds."""

import contextlib
import datetime as dt
from collections import defaultdict
from zoneinfo import ZoneInfo

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.accounts.abilities import Role
from core.areas.calendar import is_working_day
from core.areas.models import CalendarDay
from core.counters.services import fold
from core.workflow.engine import advance
from core.workflow.errors import Refused, WorkflowError
from core.workflow.models import TransitionRecord
from core.workflow.recounting import differences
from tests.errands.models import ERRAND, Errand

SHANGHAI = ZoneInfo("Asia/Shanghai")
steps = st.lists(
    st.tuples(
        st.sampled_from([t.name for t in ERRAND.transitions]),
        st.sampled_from(["clerk", "secretary", "street", "stranger", "system"]),
        st.integers(0, 90),  # hours that pass
        st.booleans(),  # fold afterwards
    ),
    max_size=20,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, cost=st.integers(0, 900))
def test_whatever_happens_the_promises_hold(
    steps, cost, errand, clerk, secretary, staff, street, neighbour
):
    CalendarDay.objects.update_or_create(date=dt.date(2026, 5, 9), defaults={"is_working": True})
    for day in range(1, 6):
        CalendarDay.objects.update_or_create(
            date=dt.date(2026, 5, day), defaults={"is_working": False}
        )
    cast = {
        "clerk": clerk,
        "secretary": secretary,
        "street": staff(Role.STREET_CLERK, street),
        "stranger": staff(Role.COMMUNITY_CLERK, neighbour),
        "system": None,
    }
    now = dt.datetime(2026, 4, 27, 9, tzinfo=SHANGHAI)
    with time_machine.travel(now, tick=False) as traveller:
        made = errand(cost=str(cost))
        for name, who, hours, folds in steps:
            traveller.shift(dt.timedelta(hours=hours))
            with contextlib.suppress(WorkflowError, Refused):
                advance(made, name, by=cast[who], note="because")
            if folds:
                fold(3)
    _check_log(made)
    _check_due(made)
    assert list(differences(Errand)) == []


def _check_log(made: Errand) -> None:
    """The log replays to the status, and nobody checked their own work."""
    log = list(TransitionRecord.objects.filter(kind="errand", object_id=made.pk).order_by("id"))
    status = ""
    actors: dict = defaultdict(set)
    for record in log:
        assert record.from_state == status
        status = record.to_state
        if record.name != "submit":
            arrow = ERRAND.by_name[record.name]
            assert record.from_state in arrow.sources
            for other in arrow.different_person_from:
                assert record.actor_id is None or record.actor_id not in actors[other]
        actors[record.name].add(record.actor_id)
    assert status == Errand.objects.get(pk=made.pk).status


def _check_due(made: Errand) -> None:
    """A running working-day limit ends at 18:00 with exactly so many working days passed."""
    made.refresh_from_db()
    if made.clock_unit != "wd" or made.due_at is None:
        return
    due = made.due_at.astimezone(SHANGHAI)
    begun = made.clock_started_at.astimezone(SHANGHAI).date()
    days = [begun + dt.timedelta(n) for n in range(1, (due.date() - begun).days + 1)]
    assert due.hour == 18
    assert sum(is_working_day(d) for d in days) == made.clock_amount
