"""A wish that a group fulfils together."""

import pytest

from core.workflow.engine import available
from core.workflow.errors import NotAllowed, WrongState
from tests.factories import wishes as make
from volunteers.wishes import services


@pytest.fixture
def third(community):
    return make.volunteer(community)


@pytest.fixture
def shared(clerk, helper):
    return make.claimed(clerk, helper, is_shared=True, seats=2)


def test_as_many_join_as_there_are_seats(shared, another, third):
    since, due = shared.status_since, shared.due_at
    services.join(shared, by=another)
    assert (shared.status, shared.status_since, shared.due_at) == ("claimed", since, due)
    with pytest.raises(WrongState):
        services.join(shared, by=third)
    assert sorted(shared.claims.values_list("seat", flat=True)) == [1, 2]


def test_nobody_joins_a_wish_that_is_not_shared(clerk, helper, another):
    wish = make.claimed(clerk, helper)
    with pytest.raises(WrongState):
        services.join(wish, by=another)


def test_one_leaves_and_the_others_carry_on(shared, helper, another, third):
    services.join(shared, by=another)
    services.report_contact(shared, by=another)
    services.give_up(shared, by=another)
    assert shared.status == "claimed"
    services.join(shared, by=third)
    services.give_up(shared, by=helper)
    services.give_up(shared, by=third)
    assert shared.status == "published"


def test_joining_is_offered_to_whoever_is_not_in_yet(shared, helper, another):
    def offers_joining(user):
        return "join" in [arrow.name for arrow in available(shared, user)]

    assert (offers_joining(helper), offers_joining(another)) == (False, True)
    services.join(shared, by=another)
    assert not offers_joining(another)


def test_the_last_one_gives_up_and_a_group_leaves(shared, helper, another):
    names = [arrow.name for arrow in available(shared, helper)]
    assert "give_up" in names
    assert "leave" not in names
    services.join(shared, by=another)
    names = [arrow.name for arrow in available(shared, helper)]
    assert "leave" in names
    assert "give_up" not in names


def test_she_parts_with_one_of_them(shared, clerk, helper, another):
    services.join(shared, by=another)
    one = shared.claims.get(claimer=another)
    services.veto(shared, by=clerk, claim=one)
    assert shared.status == "claimed"
    assert list(shared.claims.filter(ended_at=None).values_list("claimer", flat=True)) == [
        helper.pk
    ]
    with pytest.raises(NotAllowed):
        services.report_contact(shared, by=another)
