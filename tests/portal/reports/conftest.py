"""A month with a few wishes in it, and the run that reports on it."""

import datetime as dt

import pytest
import time_machine

from core.counters.periods import Period
from portal.reports.services import request_report
from tests.factories import wishes

MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31))


@pytest.fixture
def march(cast, working_calendar):
    """Wishes made in March 2026, one of them come true."""
    with time_machine.travel(dt.datetime(2026, 3, 10, 10, tzinfo=dt.UTC), tick=True):
        clerk = wishes.clerk(cast.community)  # in office since 2020
        wishes.wish(cast.community)
        wishes.published(clerk, cast.community)
        done = wishes.fulfilled(clerk, cast.volunteer)
        wishes.services.confirm(done, by=clerk)
    return MARCH


@pytest.fixture
def run(cast, march):
    made, _new = request_report(
        area=cast.community, period=march, language="zh-hans", by=cast.community_clerk
    )
    return made
