"""One person counts once, however she is known and however many press at once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from core.counters.board import value
from core.counters.periods import year_of
from projects.proposals import metrics, services
from projects.proposals.models import Proposal
from projects.proposals.queries import standing_behind
from projects.proposals.supporters import Supporter
from tests.cast import make_cast
from tests.factories import proposals as make
from tests.factories.accounts import person
from tests.together import in_pairs

CROWD, AT_ONCE = 200, 20


@pytest.mark.django_db
def test_account_phone_and_counter_are_one_person(cast):
    made = make.in_public(cast.community_clerk, cast.community)
    assert services.support(made, by=cast.resident)[1]
    assert not services.support(made, by=cast.resident)[1]
    assert not services.write_down(made, by=cast.community_clerk, phone=cast.resident.phone)[1]
    later = "13911112222"
    assert services.write_down(made, by=cast.community_clerk, phone=later)[1]
    newcomer = person("吴晓彤", phone=later)
    assert not services.support(made, by=newcomer)[1]
    nameless = {"name": "何秀兰", "door": "3栋201"}
    assert services.write_down(made, by=cast.community_clerk, **nameless)[1]
    for door in ("3栋201", "3 栋 201", "３栋－201"):
        again = {"name": "何 秀兰", "door": door}
        assert not services.write_down(made, by=cast.community_clerk, **again)[1]
    other = {"name": "何秀兰", "door": "5栋102"}
    assert services.write_down(made, by=cast.community_clerk, **other)[1]
    behind = standing_behind(made)
    assert (behind.people, behind.authors, behind.online, behind.through_staff) == (5, 1, 1, 3)


@pytest.mark.django_db
def test_the_author_is_no_supporter_of_her_own(cast):
    made = make.in_public(cast.community_clerk, cast.community, by=cast.resident)
    assert not services.support(made, by=cast.resident)[1]


@pytest.mark.django_db
def test_a_name_without_a_door_could_be_anybody(cast):
    made = make.proposal(cast.community)
    with pytest.raises(ValidationError):
        services.write_down(made, by=cast.community_clerk, name="何秀兰")


@pytest.mark.django_db
def test_support_taken_back_is_taken_off_the_figures(cast):
    first = make.in_public(cast.community_clerk, cast.community)
    second = make.in_public(cast.community_clerk, cast.community, contact_phone="13800001111")
    for proposal in (first, second):
        services.support(proposal, by=cast.resident)
    year = year_of(timezone.localdate())
    assert value(metrics.supports, cast.community, year) == 2
    assert value(metrics.supporters, cast.community, year) == 1
    assert services.take_back(first, by=cast.resident)
    assert not services.take_back(first, by=cast.resident)
    assert value(metrics.supports, cast.community, year) == 1
    assert value(metrics.supporters, cast.community, year) == 1


def at_once(calls):
    gate = threading.Event()

    def one(call):
        gate.wait(timeout=20)
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(one, call) for call in calls]
        time.sleep(0.2)
        gate.set()
        return [answer.result() for answer in asked]


@pytest.fixture
def open_proposal(transactional_db):
    cast = make_cast()
    return make.in_public(cast.community_clerk, cast.community)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_at_once_none_is_lost(open_proposal):
    crowd = [person(f"居民{n}") for n in range(CROWD)]
    at_once([lambda who=who: services.support(open_proposal, by=who) for who in crowd])
    assert standing_behind(open_proposal).online == CROWD
    year = year_of(timezone.localdate())
    assert value(metrics.supports, open_proposal.area, year) == Decimal(CROWD)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_person_pressing_twenty_times_counts_once(open_proposal):
    eager = person("梁永康", phone="13922223333")
    answers = at_once([lambda: services.support(open_proposal, by=eager)[1]] * 20)
    assert answers.count(True) == 1
    assert Supporter.objects.filter(counted_in=open_proposal, user=eager).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_number_that_is_counted_up_loses_some(open_proposal):
    """The control: what this room does not do, and what becomes of it."""

    meet = in_pairs()

    def count_up():
        row = Proposal.objects.get(pk=open_proposal.pk)
        meet()
        Proposal.objects.filter(pk=row.pk).update(rough_cost=(row.rough_cost or 0) + 1)

    at_once([count_up] * CROWD)
    open_proposal.refresh_from_db()
    assert open_proposal.rough_cost < CROWD
