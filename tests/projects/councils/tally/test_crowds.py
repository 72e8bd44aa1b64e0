"""Larger random elections, the same in each run, where offers grow old and purses mingle."""

import random

import pytest

from projects.councils.tally import Election, tally
from tests.projects.councils.tally.naive import naive_equal_shares


def crowd(seed: int) -> Election:
    chance = random.Random(seed)
    costs = {f"p{number}": chance.randint(20, 260) for number in range(9)}
    liked = [chance.sample(list(costs), chance.choice([1, 2, 3, 3, 4, 5])) for _ in range(24)]
    return Election.of(chance.randint(250, 500), costs, liked)


# In 28, 70 and 73 a higher share changes only who is bought first; elsewhere that shows less.
@pytest.mark.parametrize("seed", [*range(16), 28, 70, 73])
def test_a_crowd_agrees_with_counting_the_long_way(seed):
    election = crowd(seed)
    outcome = tally(election, "equal-shares")
    assert (list(outcome.winners), outcome.shares.raised) == naive_equal_shares(election)
