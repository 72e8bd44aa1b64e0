"""Histories written at once cannot be told from those that happened."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine

from core.workflow.engine import advance
from core.workflow.history import Move, write_histories
from core.workflow.models import TransitionRecord
from core.workflow.recounting import differences
from tests.errands.models import Errand

START = dt.datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
WAY = [("take", 5), ("ask", 30), ("answer", 60), ("comment", 61), ("finish", 70)]


def test_a_written_history_equals_a_lived_one(errand, clerk, community):
    with time_machine.travel(START, tick=False) as traveller:
        lived = errand(cost="12.50")
        for name, hours in WAY:
            traveller.move_to(START + dt.timedelta(hours=hours))
            advance(lived, name, by=clerk, note="x", result="")
    written = Errand(code="W", area=community, cost=Decimal("12.50"))
    moves = [Move("submit", START, clerk)]
    moves += [Move(n, START + dt.timedelta(hours=h), clerk, note="x") for n, h in WAY]
    write_histories([(written, moves)])
    written.refresh_from_db()
    for name in ("status", "status_since", "due_at", "clock_amount", "counted", "district_id"):
        assert getattr(written, name) == getattr(lived, name), name
    one, other = (
        TransitionRecord.objects.filter(object_id=e.pk).order_by("id") for e in (lived, written)
    )
    facts = ("name", "from_state", "to_state", "actor", "part", "at", "area")
    assert list(one.values_list(*facts)) == list(other.values_list(*facts))
    assert list(differences(Errand)) == []


def test_an_impossible_history_is_refused(community, clerk):
    with pytest.raises(ValueError, match="no 'finish' from 'open'"):
        write_histories(
            [
                (
                    Errand(code="W", area=community),
                    [Move("submit", START, clerk), Move("finish", START, clerk)],
                )
            ]
        )
