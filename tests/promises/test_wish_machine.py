"""Random people pull random levers on real wishes, across holidays: what must hold, holds."""

import contextlib
import datetime as dt
from collections import Counter, defaultdict
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.areas.calendar import is_working_day
from core.counters.models import Delta, Total
from core.counters.services import fold
from core.notices.models import Notice
from core.notices.sweep import sweep
from core.workflow.engine import advance
from core.workflow.errors import Refused, WorkflowError
from core.workflow.models import TransitionRecord
from core.workflow.recounting import differences
from tests.factories import wishes as make
from volunteers.wishes import services
from volunteers.wishes.models import MicroWish
from volunteers.wishes.workflow import WISH

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Two days before the eight days off of Mid-Autumn and National Day 2025, with 28 September and
# 11 October worked in exchange.
START = dt.datetime(2025, 9, 26, 9, tzinfo=SHANGHAI)
GIVEN: dict[str, dict[str, Any]] = {"publish": dict(make.PUBLIC)}
PEOPLE = ["clerk", "wisher", "helper", "another", "clerk who helps", "neighbour", "system"]
# the way of a wish twice among the levers, so that runs get far
WAY = ["take_up", "publish", "claim", "report_contact", "fulfil", "confirm"]
LEVERS = [*WISH.by_name, *WAY, "sweep", "lapse all", "roll over all", "fold"]
pulls = st.lists(
    st.tuples(
        st.sampled_from(LEVERS),
        st.sampled_from(PEOPLE),
        st.integers(0, 1),  # which of two wishes
        st.sampled_from([0, 1, 7, 26, 75, 200]),  # hours that pass before
    ),
    max_size=40,
)


def start_of_way() -> list[tuple[str, str, int, int]]:
    who = ["clerk", "clerk", "helper", "helper", "helper", "clerk"]
    return [(name, person, 0, 1) for name, person in zip(WAY, who, strict=True)]


@pytest.fixture
def people(db: None, working_calendar: None) -> dict[str, Any]:
    community = make.community()
    clerk_who_helps = make.clerk(community)
    make.Volunteer.objects.create(user=clerk_who_helps, area=community)
    return {
        "clerk": make.clerk(community),
        "wisher": make.person("何秀兰", phone="13900001111"),
        "helper": make.volunteer(community),
        "another": make.volunteer(community),
        "clerk who helps": clerk_who_helps,
        "neighbour": make.clerk(make.community(make.NEIGHBOUR, "老埠社区")),
        "system": None,
    }


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pulled=pulls, along=st.integers(0, len(WAY)))
def test_whatever_people_do_the_promises_hold(pulled, along, people):
    with transaction.atomic():
        with time_machine.travel(START, tick=False) as traveller:
            wishes = [
                make.wish(by=people["wisher"]),
                make.wish(by=people["wisher"], is_shared=True, seats=2),
            ]
            for lever, who, which, hours in start_of_way()[:along] + pulled:
                traveller.shift(dt.timedelta(hours=hours))
                pull(lever, people[who], wishes[which])
        for wish in wishes:
            wish.refresh_from_db()
            log_replays_to_the_status(wish)
            due_date_is_right(wish)
        figures_equal_their_rows()
        nobody_is_told_twice()
        transaction.set_rollback(True)


def pull(lever: str, by: Any, wish: MicroWish) -> None:
    match lever:
        case "sweep":
            sweep()
            before = Notice.objects.count()
            sweep()
            assert Notice.objects.count() == before, "a second sweep reminded again"
        case "lapse all":
            services.lapse_overdue()
        case "roll over all":
            services.roll_over_unclaimed()
        case "fold":
            fold(3)
        case name:
            if by is None and name not in ("lapse", "roll_over"):
                return  # the system takes no other step
            given = dict(GIVEN.get(name, {}))
            if name == "part_with" and wish.claims.exists():
                given["claim"] = wish.claims.first().pk
            with contextlib.suppress(WorkflowError, Refused, ValidationError):
                advance(wish, name, by=by, note="because", **given)


def log_replays_to_the_status(wish: MicroWish) -> None:
    """Step by step along the table, and nobody speaks for the wisher about their own help."""
    status, actors = "", defaultdict(set)
    for record in TransitionRecord.objects.filter(kind="wishes", object_id=wish.pk).order_by("id"):
        assert record.from_state == status
        status = record.to_state
        if record.name != WISH.start:
            arrow = WISH.by_name[record.name]
            assert record.from_state in arrow.sources
            assert record.to_state == arrow.leads_to(record.from_state)
            for other in arrow.different_person_from:
                assert record.actor_id is None or record.actor_id not in actors[other]
        actors[record.name].add(record.actor_id)
    assert status == wish.status


def due_date_is_right(wish: MicroWish) -> None:
    """Counted again by hand: working days end at 18:00 of the last one, hours to the minute."""
    if wish.due_at is None:
        return
    due, begun = (at.astimezone(SHANGHAI) for at in (wish.due_at, wish.clock_started_at))
    if wish.clock_unit == "h":
        assert due - begun == dt.timedelta(hours=wish.clock_amount)
        return
    days = [begun.date() + dt.timedelta(n) for n in range(1, (due.date() - begun.date()).days + 1)]
    assert (due.hour, due.minute) == (18, 0)
    assert sum(is_working_day(day) for day in days) == wish.clock_amount
    assert not days or is_working_day(days[-1])


def figures_equal_their_rows() -> None:
    assert list(differences(MicroWish)) == []
    log = TransitionRecord.objects.filter(kind="wishes")
    assert counted("wish_steps", "made") == MicroWish.objects.count()
    first_on_wall = log.filter(name="publish").values("object_id").distinct().count()
    assert counted("wish_steps", "published") == first_on_wall
    assert counted("wish_steps", "closed") == MicroWish.objects.filter(status="closed").count()
    kept = [c for w in MicroWish.objects.all() for c in w.claims.all()]
    standing = [c for c in kept if c.ended_how in ("", "fulfilled")]
    assert counted("wish_claims", "taken") == len(standing)
    assert counted("wish_claims", "taken", "items") == sum(c.items for c in standing)


def counted(kind: str, state: str, measure: str = "count") -> int:
    rows = {"kind": kind, "state": state, "measure": measure}
    unfolded = Delta.objects.filter(**rows).aggregate(n=Sum("entered"))["n"] or 0
    community = make.community()
    folded = Total.objects.filter(**rows, grain="ever", area=community)
    return int(unfolded + (folded.aggregate(n=Sum("entered"))["n"] or 0))


def nobody_is_told_twice() -> None:
    told = Counter(Notice.objects.values_list("dedupe_key", "channel"))
    assert set(told.values()) <= {1}
    words = Counter(
        Notice.objects.filter(kind__startswith="wishes.remind").values_list(
            "recipient", "kind", "object_id", "channel", "body", "created_at"
        )
    )
    assert set(words.values()) <= {1}
