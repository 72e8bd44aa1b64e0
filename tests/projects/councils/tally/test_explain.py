from fractions import Fraction

import pytest
from django.utils.translation import override

from projects.councils.tally import Election, Stage, explain, tally
from projects.councils.tally.reasons import sentences, yuan
from tests.projects.councils.tally.village import village


def told(election, rule):
    outcome = tally(election, rule)
    with override("en"):
        return {e.project: sentences(e, outcome.budget) for e in explain(election, outcome)}


def test_facts_of_winner_and_loser_by_shares():
    election = village()
    playground, *_, lamps = explain(election, tally(election, "equal-shares"))
    assert (playground.place, playground.stage, playground.price) == (1, Stage.SHARES, 100)
    assert (playground.paid_in_full, playground.gave_the_rest) == (6, 0)
    assert (lamps.project, lamps.won, lamps.place, lamps.votes) == ("lamps", False, None, 5)
    assert (lamps.supporters_left, lamps.shares_missing) == (80, 320)
    assert (lamps.budget_left, lamps.budget_missing) == (40, 360)


def test_words_for_shares():
    reasons = told(village(), "equal-shares")
    assert reasons["library"] == [
        "4 people voted for it; it costs 400 yuan.",
        "Its supporters paid for it from their shares: 100 yuan each.",
    ]
    assert reasons["lamps"] == [
        "5 people voted for it; it costs 400 yuan.",
        "Its supporters had 80 yuan of their shares left together, 320 yuan too little.",
        "When its turn came by votes, 40 yuan of the budget were left, 360 yuan too little.",
    ]


def test_words_for_those_who_had_less_and_for_completion():
    election = Election.of(120, {"P": 48, "Q": 50}, [["P"], ["P", "Q"], ["Q"]])
    assert told(election, "equal-shares")["Q"][1:] == [
        "Its supporters paid for it from their shares: 34 yuan each.",
        "1 of them gave less: all that was left to them.",
    ]
    completed = Election.of(130, {"X": 60, "Y": 50, "Z": 50}, [["X"], ["X"], ["Y"], ["Z"]])
    assert told(completed, "equal-shares")["Y"] == [
        "1 person voted for it; it costs 50 yuan.",
        "Its supporters had 49.50 yuan of their shares left together, 0.50 yuan too little.",
        "When its turn came by votes, 70 yuan of the budget were left: enough.",
    ]


def test_words_for_greedy():
    assert told(village(), "greedy")["library"][1:] == [
        "When its turn came by votes, 100 yuan of the budget were left, 300 yuan too little."
    ]
    by_price = told(village(), "greedy-per-cost")
    assert by_price["lamps"][1:] == [
        "When its turn came by votes per yuan, 1,040 yuan were left: enough."
    ]
    assert by_price["library"][1:] == [
        "When its turn came by votes per yuan, 40 yuan were left, 360 yuan too little."
    ]


def test_words_for_what_is_dearer_than_everything_and_what_is_free():
    reasons = told(Election.of(5, {"dear": 9, "free": 0}, [["dear", "free"]]), "equal-shares")
    assert reasons["dear"][1:] == ["That is more than the whole budget of 5 yuan."]
    assert reasons["free"][1:] == ["It costs nothing, so it won at once."]


def test_chinese_readers_get_chinese():
    outcome = tally(village(), "equal-shares")
    with override("zh-hans"):
        for explanation in explain(village(), outcome):
            for sentence in sentences(explanation, outcome.budget):
                assert sentence.endswith("。")
                assert "元" in sentence


@pytest.mark.parametrize(
    ("amount", "up", "shown"),
    [
        (Fraction(100), False, "100"),
        (Fraction(1, 3), False, "0.33"),
        (Fraction(1, 3), True, "0.34"),
        (Fraction(2999, 1000), True, "3"),
        (Fraction(1_234_567), False, "1,234,567"),
    ],
)
def test_sums_are_rounded_so_that_nothing_looks_enough_that_was_not(amount, up, shown):
    with override("en"):
        assert yuan(amount, up=up) == shown
