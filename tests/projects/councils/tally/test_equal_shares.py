from fractions import Fraction

import pytest

from projects.councils.tally import RULES, Election, Purchase, Stage, tally
from tests.projects.councils.tally.village import village


def test_a_minority_gets_its_part():
    # 110 yuan each. Six pay 100 each for the playground, four for the library; ten are left to
    # each. The flowers (60, three supporters) need 20 each: ten more yuan for everyone.
    outcome = tally(village(), "equal-shares")
    assert outcome.winners == ("playground", "library", "flowers")
    assert [(p.price, p.paid_in_full) for p in outcome.purchases] == [(100, 6), (100, 4), (20, 3)]
    assert (outcome.shares.first, outcome.shares.raised, outcome.shares.each) == (110, 10, 120)
    assert outcome.shares.left == {"lamps": 4 * 20}
    assert outcome.cost == 1060


def test_who_has_less_gives_all_and_the_others_pay_more():
    # 40 yuan each. P: 24 each from a and b. Q: b has only 16 left, so c pays 34.
    election = Election.of(120, {"P": 48, "Q": 50}, [["P"], ["P", "Q"], ["Q"]])
    outcome = tally(election, "equal-shares")
    assert outcome.purchases == (
        Purchase("P", Stage.SHARES, Fraction(120), Fraction(24), 2),
        Purchase("Q", Stage.SHARES, Fraction(72), Fraction(34), 1),
    )


def test_the_last_share_that_fits_counts_and_votes_complete_it():
    # 32.50 each. At 50.50 both Y and Z could be bought, 160 yuan: 49.50 was the last that fits.
    ballots = [["X"], ["X"], ["Y"], ["Z"]]
    election = Election.of(130, {"X": 60, "Y": 50, "Z": 50}, ballots)
    outcome = tally(election, "equal-shares")
    assert outcome.winners == ("X", "Y")
    assert outcome.purchases[1] == Purchase("Y", Stage.VOTES, Fraction(70))
    assert outcome.shares.raised == 17
    assert outcome.shares.left == {"Y": Fraction("49.5"), "Z": Fraction("49.5")}


def test_raising_ends_when_nothing_wanted_fits_any_more():
    election = Election.of(100, {"X": 70, "Y": 60}, [["X"], ["Y"]])
    outcome = tally(election, "equal-shares")
    assert (outcome.winners, outcome.shares.raised) == (("Y",), 10)


def test_raising_ends_when_everything_is_bought():
    outcome = tally(Election.of(1000, {"X": 10}, [["X"], []]), "equal-shares")
    assert (outcome.winners, outcome.shares.raised) == (("X",), 0)


def test_steps_are_whole_yuan_when_prices_have_fen():
    # 0.50 each; X needs 10.25 from its one supporter: 9.75, so ten whole yuan more.
    election = Election.of(1, {"X": Fraction("10.25"), "Y": 1}, [["X"], ["Y"]])
    outcome = tally(election, "equal-shares")
    assert (outcome.winners, outcome.shares.raised) == (("Y",), 1)
    election = Election.of(20, {"X": Fraction("10.25")}, [["X"], []] + [[]] * 38)
    assert tally(election, "equal-shares").shares.raised == 10


def test_empty_ballots_have_a_share_too():
    election = Election.of(100, {"X": 100, "Y": 50}, [["X"], ["Y"], [], []])
    assert tally(election, "equal-shares").shares.first == 25


def test_nobody_voted():
    outcome = tally(Election.of(100, {"X": 60, "Y": 50}, []), "equal-shares")
    assert (outcome.winners, outcome.shares.first) == (("Y",), 0)


def test_no_projects():
    assert tally(Election.of(100, {}, [[], []]), "equal-shares").winners == ()


def test_many_yuan_are_skipped_where_nothing_changes():
    # One supporter of 900,000 yuan among ten: 800,000 raises, of which few are run.
    calls = []
    election = Election.of(1_000_000, {"X": 900_000, "Y": 50_000}, [["X"]] + [["Y"]] * 9)
    outcome = tally(election, "equal-shares", lambda done, total: calls.append((done, total)))
    assert (outcome.winners, outcome.shares.raised) == (("Y", "X"), 800_000)
    assert len(calls) < 20


@pytest.mark.parametrize("rule", RULES)
def test_progress_never_falls_and_ends_at_its_total(rule):
    calls = []
    tally(village(), rule, lambda done, total: calls.append((done, total)))
    done = [call[0] for call in calls]
    assert done == sorted(done)
    assert calls[-1][0] == calls[-1][1]
    assert len({total for _, total in calls}) == 1


@pytest.mark.parametrize("people", [1, 7, 1000])
def test_equal_ballots_count_as_many_people(people):
    ballots = [["a"]] * people + [["b"]] * people
    outcome = tally(Election.of(90 * people, {"a": 50, "b": 40}, ballots), "equal-shares")
    assert outcome.purchases[0].paid_in_full == people
