"""Quorum and majority against a second way of counting: exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from projects.councils.majority import MAJORITY, QUORUM, Share

people = st.integers(0, 5000)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    whole = draw(st.integers(1, 100))
    more_than = draw(st.booleans())
    return Share(draw(st.integers(0, whole - int(more_than))), whole, more_than)


@pytest.mark.parametrize(
    ("count", "of", "passed"),
    [(5, 9, True), (4, 8, False), (5, 8, True), (4, 9, False), (0, 0, False), (1, 1, True)],
)
def test_more_than_half_of_those_present(count: int, of: int, passed: bool):
    assert MAJORITY.reached(count, of) is passed


@pytest.mark.parametrize(
    ("count", "of", "met"), [(8, 12, True), (7, 12, False), (9, 13, True), (8, 13, False)]
)
def test_two_thirds_must_be_there(count: int, of: int, met: bool):
    assert QUORUM.reached(count, of) is met


@given(shares(), people, people)
def test_it_agrees_with_fractions(share: Share, count: int, of: int):
    assume(of > 0)
    wanted = Fraction(share.numerator, share.denominator)
    have = Fraction(count, of)
    assert share.reached(count, of) is (have > wanted if share.more_than else have >= wanted)


@given(shares(), people)
def test_the_least_number_is_enough_and_one_less_is_not(share: Share, of: int):
    assume(of > 0)
    least = share.least(of)
    assert share.reached(least, of)
    assert least == 1 or not share.reached(least - 1, of)


@given(shares(), people, people)
def test_one_more_yes_never_makes_it_fail(share: Share, count: int, of: int):
    if share.reached(count, of):
        assert share.reached(count + 1, of)


@pytest.mark.parametrize("values", [(3, 2), (-1, 2), (0, 0), (2, 2, True)])
def test_what_is_no_share_is_refused(values: tuple[int, int]):
    with pytest.raises(ValueError, match=r"share|more than all"):
        Share(*values)
